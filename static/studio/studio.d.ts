/** The editor's shapes; modules get each other as arguments, so they share types only. */

export type Path = readonly (string | number)[];

/** The editor's closed vocabulary of JSON Schema; a word outside it is an error. */
export interface Schema {
  title?: string;
  description?: string;
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  item?: string;
  group?: 'rare';
  show_if?: Record<string, unknown>;
  labels?: Record<string, string>;
  /** On a list of identifiers: the list (of this object or one around it) whose items they name. */
  refers?: string;
  /** On a list: the text beside it in which each item stands as `[[id]]`. */
  marks?: string;
  /** On a picture: the text beside it that says it in words. */
  alt?: string;
  required?: string[];
  additionalProperties?: boolean;
}

/** One part of the form. `read()` gives back what was shown until somebody changes it. */
export interface Field {
  node: HTMLElement;
  read(): any;
  /** Shows a text at the part `at` names; an empty text takes it away. */
  fault(at: Path, text: string): void;
  /** Opens what is folded around the part `at` names and puts the focus there. */
  focus(at?: Path): void;
  /** Adds a text at the end; only Markdown fields have this. */
  insert?(text: string): void;
  /** Shows what a program does in a world, by its number from 0; only programs have this. */
  watch?(world: number): void;
  /** True where there is nothing to see: its faults show at what holds it. */
  unseen?: boolean;
}

/** A picture of the course: its name, where the site serves it, its bytes. */
export interface CourseFile { name: string; url: string; size: number }

export interface CourseFiles {
  /** The bytes of a file of this computer as base64. */
  encoded(file: File): Promise<string>;
  /** The course's pictures, null where the site can't tell them; the bytes of the largest that can be added, null where none can. */
  list(): Promise<{ files: CourseFile[] | null; limit: number | null }>;
  /** Puts a picture among them, or says what has to change: the `file` or its `name`, with a `free` one where that is taken. */
  add(name: string, file: File): Promise<{ file?: CourseFile; fault?: string; at?: 'file' | 'name'; free?: string }>;
}

export type MakeField = (schema: Schema, value: any, ctx: Context, options?: FieldOptions) => Field;
export interface FieldOptions {
  bare?: boolean;
  /** Of a list: makes its rows in place of lines and cards. */
  row?: MakeRow;
}
/** One item of a list as the page shows it; `refresh` says where it stands now. */
export interface Row {
  node: HTMLElement;
  read(): any;
  field(): Field;
  open(on: boolean): void;
  refresh(at: number, of: number): void;
}
/** `build` makes the item's field when it is first needed, `read` needs none; `opened` = it is new. */
export type MakeRow = (list: any, build: () => Field, read: () => any, opened: boolean) => Row;

/** What every field gets; an activity's own `edit.js` (`export const kinds = {format: MakeField}`) too. */
export interface Context {
  lang: string;
  /** Where the site serves a course file: '' if there is none of that name, null where the site can't tell. */
  media(name: string): Promise<string | null>;
  competences: { code: string; title: string }[];
  /** A module of `args.urls` or a library of `static/vendor`; rejects where there is none. */
  load(name: string): Promise<any>;
  /** The module at an address; one that did not come is asked for again by the next call. */
  bring(url: string): Promise<any>;
  /** The styles of that name; undefined where there are none. */
  sheet(name: string): Promise<CSSStyleSheet | undefined>;
  /** Asks the kind's `author_act` about the definition as it stands in the form; rejects with words for the author. */
  act(name: string, data: unknown): Promise<any>;
  /** The fields by kind; one with `line` stands open in its list, however many parts it has. */
  kinds: Record<string, MakeField & { line?: boolean }>;
  /** What the editor puts under a list, beside its own button. */
  under(list: any): HTMLElement | null;
  /** What copies an item of a list and pastes it in another; null where nothing can be carried. */
  clip: { copy(schema: Schema, item: any, title: string): void; paster(list: any): { node: HTMLElement; refresh(): void } } | null;
  files: CourseFiles;
  el: (tag: string, props?: Record<string, any> | null, ...children: (Node | string | null | undefined | false)[]) => any;
  /** Makes a toolbar of an element's children: one tab stop, arrows between them. */
  rove(bar: HTMLElement): void;
  icon(name: string): SVGElement;
  picture(tag: string): SVGElement;
  t(message: string, params?: Record<string, unknown>): string;
  say(text: string): void;
  serial(): string;
  newId(): string;
  field: MakeField;
  blank(schema: Schema): any;
  /** The nearest part of that name in this object or one around it; `listen` is called when that object changes. */
  near(name: string, listen?: () => void): Field | undefined;
  /** Tells what is around a part that it changed other than by typing. */
  changed(node: Element): void;
  /** Shows a fault that belongs to the whole of a part; an empty text takes it away. */
  tell(note: HTMLElement, text: string): void;
  /** The name by which a union's member is chosen, and what it is called. */
  tagOf(member: Schema): string;
  nameOf(member: Schema): string;
  /** A text area as tall as its text. */
  growing(value: string, rows?: number): HTMLTextAreaElement;
  /** A control with its label, help and fault; `body` holds the input where it is more than the input. */
  labelled(schema: Schema, value: any, parts: { input: any; read: () => unknown; body?: HTMLElement; beside?: boolean }): Field;
}
