package dev.godwit.migration;

import dev.godwit.migration.host.Host;
import dev.godwit.postgres.history.RunHistory;
import dev.godwit.postgres.inspect.Inspector;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.look.Words;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.history.History.RunEntry;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import dev.godwit.workflow.operator.InspectInput;
import dev.godwit.workflow.operator.Inspection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The activity {@code inspect}. It fails only when the target cannot even be opened. */
final class Inspections {

    private static final String OPEN_RUNS = "open runs";

    private final Host host;
    private final String version;

    Inspections(Host host, String version) {
        this.host = host;
        this.version = version;
    }

    Inspection inspect(InspectInput input) {
        long now = System.currentTimeMillis();
        return host.on(
                input.target(),
                "inspection of target " + input.target(),
                (target, attempt) -> {
                    Subject subject =
                            new Subject(
                                    version,
                                    input.contract(),
                                    input.clock(),
                                    now,
                                    target.database(),
                                    target.replicas());
                    List<Check> checks = new ArrayList<>(new Inspector().run(subject, attempt));
                    boolean reached = checks.stream().noneMatch(check -> lost(check));
                    List<RunEntry> open = reached ? open(target.database(), checks) : List.of();
                    return new Inspection(version, Contract.VERSION, checks, open);
                });
    }

    private static boolean lost(Check check) {
        return check.name().equals(Inspector.CONNECTION) && check.level() != Level.OK;
    }

    private static List<RunEntry> open(Database database, List<Check> checks) {
        try {
            return database.inTransaction(
                    Scope.state("godwit doctor")
                            .with(Duration.ofMillis(500), Duration.ofSeconds(2)),
                    RunHistory::open);
        } catch (SQLException failure) {
            checks.add(
                    new Check(
                            OPEN_RUNS,
                            Level.UNKNOWN,
                            "could not be found out",
                            Words.of(failure),
                            "look again; if it stays so, give the target's role select on schema godwit"));
            return List.of();
        }
    }
}
