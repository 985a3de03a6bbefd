package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Doc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long the statements of a project's migrations wait and take. */
@Doc("How long statements wait and take")
public record StatementSpec(
        @Doc(
                        "How long a migration keeps trying for its locks before the run waits for a person; 30m by default")
                @Nullable Duration patience,
        @Doc("How long one statement may take while it holds its locks; 30s by default")
                @Nullable Duration statementTimeout) {}
