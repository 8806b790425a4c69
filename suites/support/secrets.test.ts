import { expect, test } from 'vitest';
import { createSecrets } from './secrets.ts';

test('secrets are hidden wherever they occur, and the same one keeps its name', () => {
  const secrets = createSecrets();
  const hidden = secrets.hide('{"access_token": "syt_abcdef", "error": "bad token syt_abcdef", "password":"hunter22","session":"xyzxyz"}');
  expect(hidden).toBe(
    '{"access_token": "$access_token_1", "error": "bad token $access_token_1", "password":"$password_1","session":"$session_1"}',
  );
  expect(secrets.hide('session xyzxyz, then abcabc')).toBe('session $session_1, then abcabc');
});

test('secrets in query strings and headers are hidden', () => {
  const secrets = createSecrets();
  expect(secrets.hide('http://h/x?access_token=abc%2Fdef123&kind=user')).toBe('http://h/x?access_token=$access_token_1&kind=user');
  expect(secrets.hide('Bearer abc/def123')).toBe('Bearer $access_token_1');
});

test('short secrets are hidden where their key shows them, and nowhere else', () => {
  const secrets = createSecrets();
  expect(secrets.hide('{"password":"a","user":"anna"}')).toBe('{"password":"$password_1","user":"anna"}');
});

test('what is hidden already stays as it is', () => {
  const secrets = createSecrets();
  const once = secrets.hide('{"password":"hunter22"}');
  expect(secrets.hide(once)).toBe(once);
});

test('a secret with escapes is hidden as it stands and as it is meant', () => {
  const secrets = createSecrets();
  secrets.add('shared_secret', 'very-secret');
  expect(secrets.hide('mac of very-secret')).toBe('mac of $shared_secret_1');
});

test('all texts below a key that tells of a secret are hidden, whatever holds them', () => {
  const secrets = createSecrets();
  const hidden = secrets.hide('{"session":["abcabc",{"x":"defdef"}],"auth":{"password":{"a":"ghighi"}},"a":"abcabc ghighi"}');
  expect(hidden).toBe('{"session":["$session_1",{"x":"$session_2"}],"auth":{"password":{"a":"$password_1"}},"a":"$session_1 $password_1"}');
});

test('what is learnt is hidden in any other text', () => {
  const secrets = createSecrets();
  secrets.learn('{"access_token":"syt_abcdef"}');
  secrets.learn('no JSON');
  expect(secrets.hide('got syt_abcdef')).toBe('got $access_token_1');
});

test('a secret whose characters are escaped is hidden', () => {
  const secrets = createSecrets();
  expect(secrets.hide(String.raw`{"acc\u0065ss_token":"\u0073yt_abcdef","error":"\u0022\u00fc"}`)).toBe(
    String.raw`{"access_token":"$access_token_1","error":"\u0022\u00fc"}`,
  );
});

test('cookies are hidden, their attributes are not', () => {
  const secrets = createSecrets();
  expect(secrets.hideCookies('sid=abcabc; Path=/; Expires=Wed, 25 Nov 2026 10:00:00 GMT, other=x; HttpOnly')).toBe(
    'sid=$cookie_1; Path=/; Expires=Wed, 25 Nov 2026 10:00:00 GMT, other=$cookie_2; HttpOnly',
  );
});

test('a secret that was cut short is hidden as well', () => {
  const secrets = createSecrets();
  expect(secrets.hide('200 {"access_token":"MDAxabcdef… (400 characters)')).toBe('200 {"access_token":"$access_token_1… (400 characters)');
  expect(secrets.hide('{"access_token":"MDAxabcdef')).toBe('{"access_token":"$access_token_1');
});
