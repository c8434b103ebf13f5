/** What the inbox's page and its parts say to each other. */
import type { Given, Kit, Mount, Part, Result, View as Shown } from '../../static/learner/kit.d.ts';

export interface Segment { id: string; place: 'sender' | 'subject' | 'body'; text: string; target: string }
export interface Message { id: string; channel: string; when: string; hints: number; context: string; segments: Segment[] }
export interface Letters { persona: string; intro: string; limits: Record<string, number>; actions: string[]; messages: Message[] }
export interface Decision { action?: string | null; marks?: string[] }
export interface Response { decisions: Record<string, Decision> }
export type Opening = Given<Letters, Response>;
export type Opens = Mount<Letters, Response>;
export type View = Shown<Response>;
/** One of `Activity.explanation()`: what a message was, with its clues. */
export interface Truth { id: string; genuine: boolean; why: string; clues: { at: string; type: string; note: string }[] }

/** The mailbox, as message.js and told.js know it. */
export interface Board {
  kit: Kit; view: Letters; box: HTMLElement; summary?: HTMLElement; rows: Map<string, Row>;
  /** The sign and the name of each channel; the name of each action, once message.js is here. */
  channels: Record<string, [string, string]>; actions: Record<string, string>;
  locked: boolean;
  /** The panel of the replay, while there is one. */
  replaying?: HTMLElement;
  /** Opens a message; `reading`: on a phone it takes the list's place. */
  open(id: string, focus?: boolean, reading?: boolean): void;
  face(name: string): HTMLElement;
}
export interface Decided { action: string | null; marks: string[] }
/** A message in the list, with what the learner decided of it; `page` once message.js is here. */
export interface Row {
  message: Message; n: number; decision: Decided; button: HTMLElement; page?: Page;
  /** Who sent it; what comes after it. */
  first: string; next?: string;
  hints: HTMLElement | false;
  at(place: Segment['place']): Segment[];
  decide(change: Partial<Decided>): void;
}
export interface Page {
  kit: Kit; node: HTMLElement; heading: HTMLElement; verdict: HTMLElement; marks: HTMLElement; actions: HTMLElement;
  pieces: Map<string, HTMLElement>;
  paint(left: Record<string, number>, locked: boolean): void;
}
/** What each action is called. */
export declare function actions(kit: Kit): Record<string, string>;
export declare function page(inbox: Board, row: Row): Page;
/** Paints a result, or with null clears it. */
export declare function result(inbox: Board, result: Result | null): void;
/** The guided replay, clue by clue, inside the message it speaks of; null puts it away. */
export declare function replay(inbox: Board, told: { messages: Truth[] } | null): void;
export type { Kit, Part, Result };
