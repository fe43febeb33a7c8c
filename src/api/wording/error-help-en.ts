import type { ErrorCode } from '../../base/errors.ts';

export interface ErrorHelp {
  /** What the code means. */
  readonly meaning: string;
  /** How to solve it. */
  readonly cure: string;
}

/** Every code explained in English; the titles stand in the registry of codes. */
export const helpEn: Readonly<Record<ErrorCode, ErrorHelp>> = {
  INVALID_PARAMETER: {
    meaning: 'A parameter of the address is unknown, missing, out of its range, or of another type.',
    cure: '`details.issues` names each one with what was expected; the nearest known name is offered for an unknown one.',
  },
  INVALID_BODY: {
    meaning:
      'The body is not JSON, is nested too deep, holds a key twice, or a member is not of the expected form. Of a batch of events nothing was stored.',
    cure: '`details.issues` names each member by its place, for example `events[3].rating`. Correct those and send the whole again.',
  },
  BODY_TOO_LARGE: {
    meaning: 'The body is over 1 MB.',
    cure: 'Send events in batches of at most 1,000.',
  },
  URL_TOO_LONG: {
    meaning: 'The address is over 16 KB, or address and headers together are over 32 KB.',
    cure: 'Ask by POST /v1/recommendations, whose body may be 1 MB.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    meaning: 'The body is announced as something other than JSON.',
    cure: 'Send JSON with the header `content-type: application/json`.',
  },
  TOO_MANY_REQUESTS: {
    meaning: 'More lists are waiting to be computed, or more events for the disk, than may wait.',
    cure: 'Send again after the seconds that the `retry-after` header tells; larger batches cost less than many single events.',
  },
  UNKNOWN_ROUTE: {
    meaning: 'Nothing answers this method at this address.',
    cure: 'All addresses stand at `/docs`; the nearest one is in `details.nearest`.',
  },
  UNKNOWN_USER: {
    meaning: 'Neither the imported data nor the feedback since then knows this user.',
    cure: 'For a viewer without a history call `/get_new_user_recommendation/`. A user exists from the first event on that is sent to `POST /v1/events`.',
  },
  UNKNOWN_TITLE: {
    meaning: 'No title of the catalogue has this id or name.',
    cure: '`details.suggestions` holds the nearest names; `/v1/titles?search=` looks for parts of names.',
  },
  UNKNOWN_PERSON: {
    meaning: 'No film of the films catalogue names this person in the part that was asked about (cast, or direction).',
    cure: '`details.suggestions` holds the nearest names.',
  },
  UNKNOWN_PLATFORM: {
    meaning: 'The platform is none of those whose titles the aggregator knows.',
    cure: '`details.platforms` names them all.',
  },
  INTERNAL: {
    meaning: 'Something failed that should not; the answer tells nothing of the inside, the log does.',
    cure: 'Try again. If it happens again, send the `requestId` and the log to support.',
  },
  NOT_READY: {
    meaning:
      'No model is in service: the first start is still at work, or nothing has been trained and promoted, or the model could not be loaded.',
    cure: '`/health/ready` tells which. `butaca status` shows what is there, `butaca start` prepares what is missing.',
  },
  STORE_UNAVAILABLE: {
    meaning: 'The event could not be written to the disk, so it was not acknowledged and not stored.',
    cure: 'Look at the free space and the rights of the workspace folder, then send it again; an `eventId` makes that safe.',
  },
  CORRUPT_STORE: {
    meaning: 'The database file does not pass its own check. Nothing was changed in it.',
    cure: 'Put the file aside and restore the last backup; without one, start with an empty file and import again.',
  },
  UNSUPPORTED_STORE: {
    meaning: 'The database was written by a newer version of Butaca.',
    cure: 'Run that version or a newer one.',
  },
  INVALID_CONFIGURATION: {
    meaning: 'A setting or an environment variable is unknown or out of its range.',
    cure: 'The message names it and what was expected; `config/default.toml` explains every setting.',
  },
  MISSING_FILE: {
    meaning: 'A file that was named, or that a folder should hold, is not there or cannot be read.',
    cure: 'Look at the path and the rights.',
  },
  UNSUPPORTED_SOURCE: {
    meaning: 'The files are not in a form that the import knows.',
    cure: '`movies.csv` and `interactions.csv` with a header, or a MovieLens folder; a mapping of columns helps where names differ.',
  },
  UNSUPPORTED_FILE: {
    meaning: 'The file is binary, or its text cannot be decoded.',
    cure: 'Export it as CSV in UTF-8; `.gz` is fine.',
  },
  MISSING_COLUMN: {
    meaning: 'A column without which the table says nothing was not found under any known name.',
    cure: 'The message lists the columns found; rename one, or give a mapping.',
  },
  EMPTY_SOURCE: {
    meaning: 'After setting bad rows aside no title was left.',
    cure: 'The import report tells which rows were set aside and why.',
  },
  MISSING_CATALOGUE: {
    meaning: 'The snapshot has no films catalogue, or no titles of the platforms, which this question is about.',
    cure: 'Import the files that the message names, together with those that were imported before.',
  },
  MISSING_RATINGS: {
    meaning:
      'The snapshot has fewer than 1,000 ratings with stars: too few to say how likely somebody is to like a title.',
    cure: 'Import ratings (a column `rating` beside user and title), or collect them with `POST /v1/events`. Lists need none.',
  },
  MISSING_SNAPSHOT: {
    meaning: 'The workspace holds no snapshot.',
    cure: '`butaca import <folder>`, or `butaca start` for the sample.',
  },
  UNKNOWN_SNAPSHOT: {
    meaning: 'No snapshot of the workspace has this id.',
    cure: '`butaca status` shows the one in use.',
  },
  CORRUPT_SNAPSHOT: {
    meaning: "A file of the snapshot was changed, is missing, or belongs to another numbering than the model's.",
    cure: 'Import the same sources again: the same files give the same snapshot.',
  },
  MISSING_MODEL: {
    meaning: 'The workspace holds no model version.',
    cure: '`butaca train`, then `butaca promote`.',
  },
  UNKNOWN_MODEL: {
    meaning: 'This version of Butaca has no model of this name.',
    cure: '`butaca models` lists them.',
  },
  UNKNOWN_RUN: {
    meaning: 'No run has this id.',
    cure: '`butaca runs` lists them.',
  },
  UNKNOWN_VERSION: {
    meaning: 'No model version has this id.',
    cure: '`GET /v1/models` and `butaca status` list them.',
  },
  UNSUPPORTED_ARTIFACT: {
    meaning: 'The model file is of another format, another model, or another catalogue size.',
    cure: 'Train again with this version.',
  },
  CORRUPT_ARTIFACT: {
    meaning: 'The bytes of the model file are not those that were registered.',
    cure: 'Roll back with `butaca rollback`, or train again.',
  },
  CORRUPT_REGISTRY: {
    meaning: 'A file that holds runs, versions or aliases cannot be read. Nothing was changed in it.',
    cure: 'Restore the file that the message names from a backup.',
  },
  CONFLICTING_MOVE: {
    meaning: 'Two promotions met; the other one won.',
    cure: 'Look at what serves now, and promote again if that is still wanted.',
  },
  NO_EARLIER_VERSION: {
    meaning: 'The champion has no version before it.',
    cure: 'Promote another version instead.',
  },
  TOO_MUCH_LOST: {
    meaning:
      'The new tables have far fewer titles or interactions than the snapshot in force; they were not put in force.',
    cure: 'Look at the files. If they are right: butaca update --accept-loss, or raise updates.lossLimit.',
  },
  GATE_CLOSED: {
    meaning: "The measured quality is below the baseline or clearly below the champion's.",
    cure: 'The message tells metric, value and bound. With a reason, promotion can be forced.',
  },
  WORKSPACE_BUSY: {
    meaning: 'Another import, training or move is writing to the workspace.',
    cure: 'Wait until it ends; a lock left by a dead process is taken over by itself.',
  },
  UNKNOWN_UPLOAD: {
    meaning: 'No upload has this id: it was taken in, thrown away, or never begun.',
    cure: 'List the uploads at `/v1/uploads`, or begin again.',
  },
  UPLOAD_TOO_LARGE: {
    meaning: 'The file is larger than uploads may be, or does not fit on the disk.',
    cure: 'Put it into the source folder on the machine itself, compress it with gzip, or raise `uploads.megabytes`.',
  },
  UPLOAD_CONFLICT: {
    meaning:
      'The part does not begin where the one before ended, bytes are missing still, or the upload is being worked on.',
    cure: 'Read the upload again: `received` says where to go on, `task` what is running.',
  },
  CROSS_SITE_REQUEST: {
    meaning: 'A page of another site tried to change something here through a visitor’s browser.',
    cure: 'Open the dashboard at the address of this server. Programs outside of a browser are not concerned.',
  },
  UNSAFE_PATH: {
    meaning: 'A name would lead outside of the workspace.',
    cure: 'Use names without `..` and without a leading slash.',
  },
  INSUFFICIENT_DATA: {
    meaning: 'There are too few users or interactions to split, train or measure.',
    cure: 'The message tells what was found and what is needed.',
  },
  LEAKED_PAIR: {
    meaning:
      'A user and a title that are to be found also stand in training, or among the titles given of the user: finding them would prove nothing.',
    cure: 'The message names the line. Take the pair out of one of the two files.',
  },
  LEAKED_TIME: {
    meaning: 'Something in training happened after what is to be found, in a protocol that asks about the future.',
    cure: 'Hold out the latest of each user. If titles were held out at random on purpose, say so: `--order any`.',
  },
  LEAKED_USER: {
    meaning: 'A user who is to be unknown to training stands in training, or on both the validation and the test side.',
    cure: 'The message names the user and the file. Each user belongs to one of the three sides.',
  },
  LEAKED_TITLE: {
    meaning: 'A title that is to be unknown to training has interactions in it.',
    cure: 'No figures are made from such a split. It is a fault of the program: send the message to support.',
  },
  LEAKED_VALIDATION: {
    meaning: 'What settings are chosen by holds something of the test part.',
    cure: 'Cut the validation part from training alone, or from users of its own.',
  },
  LEAKED_NEGATIVE: {
    meaning:
      'A title that a held-out one is ranked against stands in the training or test part of the same user: it can be known by that.',
    cure: 'The message names the line and the title. Draw the negatives from what the user does not have.',
  },
  DUPLICATED_USER: {
    meaning: 'A file with one line a user has two lines of the same user.',
    cure: 'The message names the second line. Join the two, or take one out.',
  },
  INCOMPARABLE_RUNS: {
    meaning:
      'Benchmarks of different protocols, files or splits were to be compared, or a benchmark with a run of another kind.',
    cure: 'The message says in what they differ. Run both on the same files with the same protocol and seed.',
  },
  SINGULAR_SYSTEM: {
    meaning: 'The equations of a model cannot be solved as they are.',
    cure: "Raise the model's regularization.",
  },
  MLFLOW_UNAVAILABLE: {
    meaning:
      'The MLflow server of the configuration could not be reached or refused a run. The run itself stands in the workspace.',
    cure: 'Check `mlflow.url` and that the server runs; then `butaca runs export` writes what is missing.',
  },
  OUT_OF_MEMORY: {
    meaning: 'The model needs more memory than may be taken.',
    cure: 'Lower `maxItems` or `factors` of the model.',
  },
  MISSING_BUILD: {
    meaning: 'The compiled kernels are not there.',
    cure: '`npm run build`.',
  },
};
