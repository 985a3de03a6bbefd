package dev.godwit.workflow.activity.control;

import dev.godwit.workflow.activity.Note;

/** Makes running work obey, and adds the note to the ledger, both or neither. */
public record ControlInput(Note note, Control control) {}
