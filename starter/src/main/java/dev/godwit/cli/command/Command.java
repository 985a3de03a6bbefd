package dev.godwit.cli.command;

import dev.godwit.cli.output.ExitCode;
import java.util.concurrent.Callable;

/** A subcommand: one class per command, listed in {@link dev.godwit.cli.Godwit#commands}. */
public interface Command extends Callable<ExitCode> {

    /** The options that every command has: a field annotated {@code @Mixin}. */
    CommonOptions common();

    /**
     * Does it.
     *
     * @throws dev.godwit.cli.output.CliError when it cannot be done; printed by the caller
     */
    @Override
    ExitCode call() throws Exception;
}
