/** How long work tells where it stands; the command line draws it, tests ignore it, the API keeps the last. */
export interface Progress {
  /** Starts a named stage; an unfinished one before it counts as finished. */
  stage(name: string): void;
  /** Says how much of the stage is done, 0…1, and optionally what is going on. */
  update(fraction: number, detail?: string): void;
}

export const silent: Progress = { stage() {}, update() {} };
