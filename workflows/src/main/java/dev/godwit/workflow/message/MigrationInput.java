package dev.godwit.workflow.message;

import org.jspecify.annotations.Nullable;

/**
 * The input of a migration run.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param target name of the target
 * @param queue the target's queue (see {@link dev.godwit.workflow.Contract#activityQueue})
 * @param plan name of the plan
 * @param source where the plan text came from, for messages: a path
 * @param text the plan file's text; holds no secret by design
 * @param hash SHA-256 of the text, hex
 * @param actor who started it, for the ledger
 * @param attributes whether the server knows Godwit's search attributes
 * @param resumed state carried over by continue-as-new; null on the first run
 * @param recover who asks to go on with a run whose workflow is gone, and why: then the target says
 *     what the plan is; null otherwise
 * @param release workflow id of the release that it is part of, which lets it go on before
 *     backfill; null when it stands alone
 * @param terminateAfter seconds after which a transaction that keeps a step from its lock is
 *     terminated; 0 for never
 * @param preset how much of the server it takes, as a plan writes it; null for what the plan says
 */
public record MigrationInput(
        int contract,
        String target,
        String queue,
        String plan,
        String source,
        String text,
        String hash,
        String actor,
        boolean attributes,
        @Nullable MigrationState resumed,
        @Nullable Command recover,
        @Nullable String release,
        long terminateAfter,
        @Nullable String preset) {

    /** A run that begins. */
    public MigrationInput(
            int contract,
            String target,
            String queue,
            String plan,
            String source,
            String text,
            String hash,
            String actor,
            boolean attributes) {
        this(
                contract,
                target,
                queue,
                plan,
                source,
                text,
                hash,
                actor,
                attributes,
                null,
                null,
                null,
                0,
                null);
    }

    /** One that terminates transactions in the way. @param seconds their age; 0 for never */
    public MigrationInput terminating(long seconds) {
        return changed(attributes, resumed, recover, release, seconds, preset);
    }

    /** One at a pace of its own. @param other as a plan writes it; null for what the plan says */
    public MigrationInput at(@Nullable String other) {
        return changed(attributes, resumed, recover, release, terminateAfter, other);
    }

    /** One that goes on with a run whose workflow is gone. @param command who asks, and why */
    public MigrationInput recovering(Command command) {
        return changed(attributes, resumed, command, release, terminateAfter, preset);
    }

    /** The same as a part of a release. @param id of its workflow */
    public MigrationInput within(String id) {
        return changed(attributes, resumed, recover, id, terminateAfter, preset);
    }

    /** The same for a server that knows Godwit's search attributes, or does not. */
    public MigrationInput with(boolean known) {
        return changed(known, resumed, recover, release, terminateAfter, preset);
    }

    /** The input of the execution that goes on where this one stops. */
    public MigrationInput resumedAt(MigrationState state) {
        return changed(attributes, state, null, release, terminateAfter, preset);
    }

    private MigrationInput changed(
            boolean known,
            @Nullable MigrationState state,
            @Nullable Command command,
            @Nullable String id,
            long seconds,
            @Nullable String pace) {
        return new MigrationInput(
                contract, target, queue, plan, source, text, hash, actor, known, state, command, id,
                seconds, pace);
    }
}
