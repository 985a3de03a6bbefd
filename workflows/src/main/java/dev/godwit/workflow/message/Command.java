package dev.godwit.workflow.message;

/**
 * What a person asks of a running workflow: the argument of the updates approve, resume, abort and
 * rollback.
 *
 * @param actor who asks, as operating system and host say
 * @param reason free text, may be empty; kept in the ledger
 */
public record Command(String actor, String reason) {}
