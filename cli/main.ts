#!/usr/bin/env node
import { drained, processIo } from './io.ts';
import { complain, main } from './program.ts';

const io = processIo();
process.on('uncaughtException', (error) => io.exit(complain(error, io)));
const exitCode = await main(process.argv.slice(2), io);
await drained();
// Connections and threads of a run that was stopped may outlive it.
io.exit(exitCode);
