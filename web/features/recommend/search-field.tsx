import { Combobox } from '@base-ui/react/combobox';
import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useWords } from '../../shared/language.tsx';
import styles from './search-field.module.css';
import { recommendWords } from './words.ts';

/** Something that can be found by typing. */
export interface Found {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

interface SearchFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly found: readonly Found[];
  /** Whether `found` is of what is typed now, and not of the letters before. */
  readonly isFresh: boolean;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onChoose: (found: Found) => void;
}

const WAIT_MS = 80;

/** A text that follows what is typed after a breath, so that not every letter is asked for. */
export function useSettled(text: string, waitMs = WAIT_MS): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), waitMs);
    return () => clearTimeout(timer);
  }, [text, waitMs]);
  return settled;
}

/**
 * Finds one by typing; the field is empty again once it is chosen. Enter pressed before the answer to the last letters is here takes
 * the first of that answer, never one of the answer before.
 */
export function SearchField({ label, hint, found, isFresh, typed, onType, onChoose }: SearchFieldProps): ReactNode {
  const words = useWords(recommendWords);
  const [isOpen, setOpen] = useState(false);
  const [isWaiting, setWaiting] = useState(false);
  const choose = (chosen: Found): void => {
    setOpen(false);
    onChoose(chosen);
    onType('');
  };
  const chooseFirst = useEffectEvent(() => {
    setWaiting(false);
    if (found.length > 0) choose(found[0]);
  });
  useEffect(() => {
    if (isWaiting && isFresh) chooseFirst();
  }, [isWaiting, isFresh]);
  return (
    <Combobox.Root<Found>
      items={[...found]}
      filter={null}
      open={isOpen}
      onOpenChange={setOpen}
      value={null}
      inputValue={typed}
      onInputValueChange={(text, { reason }) => {
        if (reason === 'item-press') return;
        setWaiting(false);
        onType(text);
      }}
      onValueChange={(chosen) => {
        if (chosen !== null) choose(chosen);
      }}
      itemToStringLabel={({ name }) => name}
      isItemEqualToValue={(a, b) => a.id === b.id}
      autoHighlight
    >
      <div className={styles.field}>
        <Search size={16} aria-hidden="true" />
        <Combobox.Input
          aria-label={label}
          placeholder={hint}
          className={styles.input}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || isFresh || typed.trim() === '') return;
            event.preventDefault();
            event.preventBaseUIHandler();
            setWaiting(true);
          }}
        />
      </div>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={6} className={styles.place}>
          <Combobox.Popup className={styles.popup}>
            <Combobox.Empty className={styles.none}>
              {typed.trim() === '' ? words.typing : words.nothingFound}
            </Combobox.Empty>
            <Combobox.List className={styles.list}>
              {(one: Found) => (
                <Combobox.Item key={one.id} value={one} className={styles.item}>
                  <span>{one.name}</span>
                  <small>{one.note}</small>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
