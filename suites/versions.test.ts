import { objectOf, summary } from './support/exchange.ts';
import { expectStatus, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';

rule('versions/lists-versions', async ({ client }) => {
  const exchange = await client.send('get-versions');
  expectStatus('GET /versions', exchange, 200);
  const versions = objectOf(exchange)?.['versions'];
  expectThat(Array.isArray(versions) && versions.length > 0 && versions.every((version) => typeof version === 'string'), {
    message: 'GET /versions lists no versions',
    expected: '`versions`, a non-empty array of strings',
    received: summary(exchange),
    exchange,
  });
});

rule('versions/have-the-documented-form', async ({ client }) => {
  const exchange = await client.send('get-versions');
  const versions = objectOf(exchange)?.['versions'];
  const strange = Array.isArray(versions)
    ? versions.filter((version) => typeof version !== 'string' || !/^(r\d+\.\d+\.\d+|v\d+\.\d+)$/.test(version))
    : ['no list'];
  expectThat(strange.length === 0, {
    message: 'some values of `versions` have another form',
    expected: 'each value is vX.Y or rX.Y.Z',
    received: JSON.stringify(strange),
    exchange,
  });
});
