import { Component, type ReactNode } from 'react';
import { ApiProblem, isNotReady } from '../api.ts';
import { useLanguage, useWords } from '../language.tsx';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';
import { stateWords } from './state-words.ts';
import styles from './state.module.css';

interface ProblemProps {
  readonly error: unknown;
  readonly onAgain?: () => void;
}

/** What went wrong, what it means, and a way on. */
export function Problem({ error, onAgain }: ProblemProps): ReactNode {
  const words = useWords(stateWords);
  const { language } = useLanguage();
  const isApi = error instanceof ApiProblem;
  const isOffline = isApi && error.code === 'offline';
  if (isNotReady(error)) {
    return (
      <div role="status">
        <Empty title={words.notReady} text={`${(error as ApiProblem).message} ${words.notReadyNote}`} />
      </div>
    );
  }
  return (
    <div className={`${styles.state} ${styles.problem}`} role="alert">
      <h2>{isApi && !isOffline ? error.problem?.title || words.problem : words.problem}</h2>
      <p>{isOffline ? words.offline : isApi ? error.message : words.broken}</p>
      {isApi ? null : <pre className={styles.trace}>{String(error)}</pre>}
      <div className={styles.actions}>
        {onAgain === undefined ? null : <Button onClick={onAgain}>{words.again}</Button>}
        {isApi && !isOffline ? (
          <a href={`/docs/errors?lang=${language}#${error.code}`}>
            {words.help} <code>{error.code}</code>
          </a>
        ) : null}
      </div>
    </div>
  );
}

interface BoundaryState {
  readonly error: unknown;
}

/** Keeps a failure of one screen from taking the others with it. */
export class ProblemBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? (
      this.props.children
    ) : (
      <Problem error={error} onAgain={() => this.setState({ error: null })} />
    );
  }
}
