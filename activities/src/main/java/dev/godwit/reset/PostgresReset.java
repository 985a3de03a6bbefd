package dev.godwit.reset;

import dev.godwit.migration.host.ContractCheck;
import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Messages;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.migration.host.TargetDatabases;
import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.reset.Emptied;
import dev.godwit.postgres.reset.Reset;
import dev.godwit.workflow.reset.ResetActivities;
import dev.godwit.workflow.reset.ResetInput;
import dev.godwit.workflow.reset.ResetReport;
import java.util.List;
import java.util.Optional;

/** Empties PostgreSQL targets, those of development only. Thread-safe. */
public final class PostgresReset implements ResetActivities {

    private static final String REFUSED = "GW-773";
    private static final String DEVELOPMENT = "development";

    private final Host host;

    public PostgresReset(TargetDatabases targets) {
        this.host = new Host(targets);
    }

    @Override
    public ResetReport reset(ResetInput input) {
        String where = "reset of target " + input.target();
        return host.on(
                input.target(),
                where,
                (target, attempt) -> {
                    ContractCheck.understood(input.contract());
                    Optional<Problem> refusal = refusal(input.target(), target);
                    if (refusal.isPresent()) {
                        return report(Emptied.not(List.of(refusal.get())), where);
                    }
                    Reset reset = new Reset(target.database(), attempt);
                    return report(input.dryRun() ? reset.look() : reset.run(), where);
                });
    }

    private static Optional<Problem> refusal(String name, TargetAccess target) {
        String environment = target.environment();
        if (environment.equals(DEVELOPMENT) && !target.guarded()) {
            return Optional.empty();
        }
        return Optional.of(
                new Problem(
                        REFUSED,
                        "target %s is not emptied".formatted(name),
                        "the godwit.yaml of its worker",
                        target.guarded()
                                ? "it is protected"
                                : environment.isEmpty()
                                        ? "it has no environment: development"
                                        : "its environment is " + environment,
                        "only a target with environment: development is emptied; no option"
                                + " changes that"));
    }

    private static ResetReport report(Emptied result, String where) {
        return new ResetReport(
                result.emptied(),
                result.objects(),
                result.left(),
                Messages.findings(result.problems(), where));
    }
}
