/** What the inbox's page and its parts say to each other. */
import type { Given, Kit, Mount, Part, Result, View as Shown } from '../../static/learner/kit.d.ts';

export interface Segment { id: string; place: 'sender' | 'subject' | 'body'; text: string; target: string }
export interface Message { id: string; channel: string; when: string; hints: number; context: string; segments: Segment[] }
export interface View { persona: string; intro: string; limits: Record<string, number>; actions: string[]; messages: Message[] }
export interface Decision { action?: string | null; marks?: string[] }
export interface Response { decisions: Record<string, Decision> }
export type Opening = Given<View, Response>;
export type Opens = Mount<View, Response>;
export type Page = Shown<Response>;
export type Words = Record<'actions' | 'channels', Record<string, string>>;
/** One of `Activity.explanation()`: what a message was, with its clues. */
export interface Truth { id: string; genuine: boolean; why: string; clues: { at: string; type: string; note: string }[] }

/** What told.js paints on. */
export interface Board {
  kit: Kit; box: HTMLElement; summary: HTMLElement; rows: Map<string, Painted>;
  /** The panel of the replay, while there is one. */
  replaying?: HTMLElement;
  /** Opens a message; `reading`: on a phone it takes the list's place. */
  open(id: string, focus?: boolean, reading?: boolean): void;
}
export interface Painted {
  kit: Kit; button: HTMLElement; heading: HTMLElement; verdict: HTMLElement; marks: HTMLElement; pieces: Map<string, HTMLElement>;
}
/** Paints a result, or with null clears it. */
export declare function result(inbox: Board, result: Result | null): void;
/** The guided replay, clue by clue, inside the message it speaks of; null puts it away. */
export declare function replay(inbox: Board, told: { messages: Truth[] } | null): void;
export type { Kit, Part, Result };
