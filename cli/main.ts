#!/usr/bin/env node
import { drained, processIo } from './io.ts';
import { complain, main } from './program.ts';
import { expectShortRun } from './short-run.ts';

const args = process.argv.slice(2);
// A mock homeserver that others use may run for days.
if (args[0] !== 'serve') expectShortRun();

const io = processIo();
process.on('uncaughtException', (error) => io.exit(complain(error, io)));
const exitCode = await main(args, io);
await drained();
// Connections and threads of a run that was stopped may outlive it.
io.exit(exitCode);
