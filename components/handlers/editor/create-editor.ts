import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript, javascriptLanguage } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { codeTheme } from './code-theme';
import { completeHandler } from './complete';
import { type CodeError, markError } from './marks';

type EditorOptions = {
  parent: HTMLElement;
  code: string;
  /** The selection of the plain field. */
  selection: { anchor: number; head: number } | null;
  onChange: (code: string) => void;
};

export type Editor = ReturnType<typeof createEditor>;

/** After Escape, Tab leaves the editor for this long, however long somebody takes to find the key. */
const LEAVING_MS = 600_000;

/** CodeMirror, set up for handlers. This file and what it imports is fetched by the pages that have an editor. */
export function createEditor({ parent, code, selection, onChange }: EditorOptions) {
  const attributes = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      selection: selection ?? undefined,
      extensions: [
        lintGutter(),
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        indentUnit.of('  '),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        search({ top: true }),
        autocompletion({ icons: false }),
        javascript(),
        javascriptLanguage.data.of({ autocomplete: completeHandler }),
        escapeThenTab(),
        keymap.of([
          { key: 'Tab', run: acceptCompletion },
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
        attributes.of([]),
        // An editable element is focusable, but accessibility checkers want a tabindex.
        EditorView.contentAttributes.of({ tabindex: '0' }),
        codeTheme,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    /** Replaces the text from outside; one undo takes it back. */
    replace(next: string) {
      const { doc } = view.state;
      if (doc.toString() === next) return;
      view.dispatch({ changes: { from: 0, to: doc.length, insert: next } });
    },
    describe(given: Record<string, string>) {
      view.dispatch({ effects: attributes.reconfigure(EditorView.contentAttributes.of(given)) });
    },
    mark: (error: CodeError | null) => markError(view, error),
    goToLine(line: number) {
      const { from, to } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.focus();
    },
    find: () => openSearchPanel(view),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/** Tab indents; after Escape it moves on, however long one takes. An Escape that closes a list of completions only does that. */
function escapeThenTab() {
  let isLeaving = false;
  return EditorView.domEventObservers({
    keydown(event, view) {
      isLeaving = event.key === 'Escape' && completionStatus(view.state) !== 'active';
    },
    keyup(event, view) {
      if (event.key === 'Escape' && isLeaving) view.setTabFocusMode(LEAVING_MS);
    },
    blur(_, view) {
      view.setTabFocusMode(false);
    },
  });
}
