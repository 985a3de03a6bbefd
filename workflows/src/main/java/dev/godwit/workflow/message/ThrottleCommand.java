package dev.godwit.workflow.message;

import org.jspecify.annotations.Nullable;

/**
 * Changes how fast a run fills: the argument of the update throttle. What is null stays as it is.
 *
 * @param actor who asks, as operating system and host say
 * @param reason free text, may be empty; kept in the ledger
 * @param maxRowsPerSecond over all lanes; 0 for no limit
 * @param lanes how many lanes work at the same time, from 1; 0 for as many as there are
 * @param window when filling is allowed ({@code 22:00-06:00 Europe/Paris}); empty for always
 * @param preset how much of the server it takes, as a plan writes it; empty for what the plan says
 */
public record ThrottleCommand(
        String actor,
        String reason,
        @Nullable Long maxRowsPerSecond,
        @Nullable Integer lanes,
        @Nullable String window,
        @Nullable String preset) {}
