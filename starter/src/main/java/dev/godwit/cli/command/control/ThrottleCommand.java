package dev.godwit.cli.command.control;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Decision;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.plan.spec.Window;
import dev.godwit.plan.spec.throttle.Preset;
import dev.godwit.workflow.message.Finding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Change how fast a run fills, from the next batch on. */
@CommandLine.Command(
        name = "throttle",
        description = {
            "Change how fast a run fills, from the next batch on",
            "What is not named stays as it is.",
            "",
            "  godwit throttle shop-staging/users-full-name --max-rows-per-second 500 --lanes 1"
        },
        footer = {
            "Exit codes: 0 throttled  2 no such run, or wrong values  7 cannot be throttled",
            "            69 Temporal or worker unreachable",
            "See also: godwit pause, godwit status"
        })
public final class ThrottleCommand implements Command {

    private static final String WRONG = "GW-535";

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Option(names = "--max-rows-per-second", paramLabel = "N|none", description = "Over all lanes")
    private @Nullable String rows;

    @Option(
            names = "--lanes",
            paramLabel = "N|all",
            description = "How many of the plan's lanes work at the same time")
    private @Nullable String lanes;

    @Option(
            names = "--window",
            paramLabel = "HOURS|always",
            description = "When rows may be filled, such as \"22:00-06:00 Europe/Paris\"")
    private @Nullable String window;

    @Option(
            names = "--preset",
            paramLabel = "PRESET|plan",
            description = "How much of the server it takes: polite, balanced, fast or none")
    private @Nullable String preset;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the ledger")
    private String reason = "";

    @Mixin private CommonOptions common = new CommonOptions();

    public ThrottleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        List<Finding> problems = new ArrayList<>();
        Long mostRows = number("--max-rows-per-second", rows, "none", problems);
        Long mostLanes = number("--lanes", lanes, "all", problems);
        String hours = hours(problems);
        String manner = preset(problems);
        if (problems.isEmpty()
                && rows == null
                && lanes == null
                && window == null
                && preset == null) {
            problems.add(
                    wrong(
                            "nothing is to be changed",
                            "throttle " + run,
                            "",
                            "name --max-rows-per-second, --lanes, --window or --preset"));
        }
        if (!problems.isEmpty()) {
            throw new CliError(ExitCode.USAGE, problems, null);
        }
        try (Session session = Session.open(surroundings, common.config())) {
            RunHandle handle = session.runs().known(run);
            String message =
                    Decision.throttle(
                            handle,
                            new dev.godwit.workflow.message.ThrottleCommand(
                                    session.link().actor(),
                                    reason,
                                    mostRows,
                                    mostLanes == null ? null : mostLanes.intValue(),
                                    hours,
                                    manner));
            return Answered.print(handle, message, output);
        }
    }

    private @Nullable String preset(List<Finding> problems) {
        if (preset == null || preset.equals("plan")) {
            return preset == null ? null : "";
        }
        try {
            return Preset.parse(preset).word();
        } catch (IllegalArgumentException bad) {
            problems.add(
                    wrong(
                            String.valueOf(bad.getMessage()),
                            "--preset",
                            "",
                            "write one of: %s, plan".formatted(String.join(", ", Preset.words()))));
            return null;
        }
    }

    private @Nullable String hours(List<Finding> problems) {
        if (window == null || window.equals("always")) {
            return window == null ? null : "";
        }
        try {
            return Window.parse(window).toString();
        } catch (IllegalArgumentException bad) {
            problems.add(
                    wrong(
                            String.valueOf(bad.getMessage()),
                            "--window",
                            "",
                            "write --window \"22:00-06:00 Europe/Paris\" or --window always"));
            return null;
        }
    }

    private static @Nullable Long number(
            String option, @Nullable String text, String none, List<Finding> problems) {
        if (text == null || text.equals(none)) {
            return text == null ? null : 0L;
        }
        if (text.matches("[1-9][0-9]{0,8}")) {
            return Long.parseLong(text);
        }
        problems.add(
                wrong(
                        "%s %s is neither a number above 0 nor %s".formatted(option, text, none),
                        option,
                        "",
                        "write %s 1000 or %s %s".formatted(option, option, none)));
        return null;
    }

    private static Finding wrong(String what, String where, String because, String next) {
        return new Finding(WRONG, what, where, because, next);
    }
}
