import { inject } from 'vitest';
import type { Session } from './session.ts';

declare module 'vitest' {
  interface ProvidedContext {
    session: Session | undefined;
    /** Name of the channel on which the session comes once there is one. */
    sessionChannel: string | undefined;
  }
}

/** What comes over the channel: the session, or that there will be none. */
export interface SessionMessage {
  readonly session: Session | undefined;
}

/**
 * The session of this run: as it was provided, or as it comes over the channel when the target is open. Undefined where suite
 * files are read without a server; their rules are only collected then.
 */
export async function sessionOfRun(): Promise<Session | undefined> {
  const name = inject('sessionChannel');
  if (name === undefined) return inject('session');
  const channel = new BroadcastChannel(name);
  try {
    return await new Promise<Session | undefined>((resolve) => {
      channel.onmessage = (event: { readonly data?: SessionMessage | 'asking' }) => {
        if (typeof event.data === 'object') resolve(event.data.session);
      };
      channel.postMessage('asking');
    });
  } finally {
    channel.close();
  }
}
