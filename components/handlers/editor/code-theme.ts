import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Colours by the roles of app/globals.css, which know light and dark by themselves. */
const highlighting = HighlightStyle.define([
  { tag: [tags.comment], color: 'var(--text-muted)', fontStyle: 'italic' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--success-text)' },
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--accent-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warning-text)' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))],
    fontWeight: '600',
  },
  { tag: [tags.invalid], color: 'var(--danger-text)' },
]);

const control = {
  border: '1px solid var(--border-strong)',
  borderRadius: '6px',
  background: 'var(--surface)',
  color: 'var(--text)',
  fontSize: 'inherit',
  fontFamily: 'var(--font-geist-sans), system-ui, sans-serif',
};

const theme = EditorView.theme({
  '&': { maxHeight: '70vh', color: 'var(--text)', background: 'var(--surface-sunken)' },
  // The frame around it shows the focus.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'auto' },
  '.cm-content': { padding: '12px 0', minHeight: '18em', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 16px' },
  '.cm-gutters': {
    background: 'var(--surface-sunken)',
    color: 'var(--text-muted)',
    borderRight: '1px solid var(--border)',
    fontVariantNumeric: 'tabular-nums',
  },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 12px 0 4px' },
  '.cm-gutter-lint': { width: '22px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '3px 2px 3px 6px' },
  '.cm-lint-marker': { width: '14px', height: '14px' },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'transparent' },
  '&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter': { background: 'var(--surface-hover)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--danger-text)',
    textUnderlineOffset: '3px',
  },
  '&.cm-focused .cm-matchingBracket': {
    background: 'var(--accent-soft)',
    outline: '1px solid var(--accent)',
  },
  '.cm-searchMatch': { background: 'var(--warning-soft)', outline: '1px solid var(--warning)' },
  '.cm-searchMatch-selected': { background: 'var(--accent-soft)', outline: '2px solid var(--focus)' },
  '.cm-selectionMatch': { background: 'var(--accent-soft)' },
  '.cm-panels': { background: 'var(--surface-raised)', color: 'var(--text)', zIndex: '11' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--border)' },
  '.cm-tooltip': {
    background: 'var(--surface-raised)',
    color: 'var(--text)',
    border: '1px solid var(--border)',
    borderRadius: '8px',
    boxShadow: '0 12px 32px -8px var(--shadow-color)',
    maxWidth: 'min(90vw, 32rem)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'inherit',
    maxHeight: '16em',
    borderRadius: '7px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px', lineHeight: '20px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail': { color: 'var(--on-accent)' },
  '.cm-completionDetail': { color: 'var(--text-muted)', fontStyle: 'normal', marginLeft: '1em' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionInfo': {
    padding: '8px 10px',
    fontFamily: 'var(--font-geist-sans), system-ui, sans-serif',
    maxWidth: '22rem',
  },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: 'none' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '8px 44px 8px 12px',
    fontFamily: 'var(--font-geist-sans), system-ui, sans-serif',
  },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    fontSize: 'inherit',
  },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': { margin: '0' },
  '.cm-panel.cm-search .cm-textfield': { ...control, padding: '4px 8px', minWidth: '0', width: '14rem' },
  '.cm-panel.cm-search .cm-button': { ...control, backgroundImage: 'none', padding: '4px 10px' },
  '.cm-panel.cm-search .cm-button:hover': { background: 'var(--surface-hover)' },
  '.cm-panel.cm-search [name=close]': {
    position: 'absolute',
    top: '6px',
    right: '8px',
    width: '32px',
    height: '32px',
    fontSize: '20px',
    color: 'var(--text-muted)',
  },
  // There is no room beside the list.
  '@media (max-width: 639px)': { '.cm-tooltip.cm-completionInfo': { display: 'none' } },
  '@media (pointer: coarse)': {
    '.cm-panel.cm-search .cm-textfield, .cm-panel.cm-search .cm-button, .cm-panel.cm-search label': {
      minHeight: '40px',
    },
    '.cm-panel.cm-search [name=close]': { width: '40px', height: '40px' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '10px' },
  },
});

export const codeTheme = [theme, syntaxHighlighting(highlighting)];
