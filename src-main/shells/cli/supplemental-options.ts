import { type Command, Option } from 'commander';
import type { SupplementalNames } from '../../host/create-host.ts';

/** The options of {@link addSupplementalOptions}, as commander gives them. */
export interface SupplementalOptions {
  baseline?: string[];
  monitor?: string[];
  flyer?: string[];
}

function names(text: string, before: string[] = []): string[] {
  const found = text.split(',').map((name) => name.trim());
  return [...before, ...found.filter(Boolean)];
}

/** Lets a command take what is recorded beside every run: names between commas; given again, more of them. */
export function addSupplementalOptions(command: Command): Command {
  const option = (name: string, what: string) => new Option(`--${name} <names>`, what).argParser(names);
  return command
    .addOption(option('baseline', 'devices to read at the beginning and the end of every run (or HUTCH_BASELINE)'))
    .addOption(option('monitor', 'devices to record at every change during every run (or HUTCH_MONITORS)'))
    .addOption(option('flyer', 'devices that fly during every run (or HUTCH_FLYERS)'));
}

/** What the options say, in the words of the host; a list that is not given is left out. */
export function supplementalNames({ baseline, monitor, flyer }: SupplementalOptions): SupplementalNames {
  return {
    ...(baseline && { baseline }),
    ...(monitor && { monitors: monitor }),
    ...(flyer && { flyers: flyer }),
  };
}
