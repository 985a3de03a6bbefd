package dev.godwit.cli.care.init;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.Errand;
import dev.godwit.cli.care.doctor.target.TargetChecks;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.output.CliError;
import dev.godwit.config.ConfigException;
import dev.godwit.config.Secrets;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.operator.Check.Level;
import dev.godwit.workflow.operator.InspectInput;
import dev.godwit.workflow.operator.Inspection;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A first try to reach a target.
 *
 * @param way how it was tried
 * @param well whether the database let Godwit in; false when it was not tried
 * @param said what came of it, one sentence
 */
public record ConnectionTry(Way way, boolean well, String said) {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** How a target may be reached from here. */
    public enum Way {
        /** By the worker that polls its queue, which holds the password. */
        WORKER,
        /** By this process, since the password is in its environment. */
        DIRECT,
        NOT_TRIED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /** Tries the worker, else this process if it was given the password, else says how to. */
    public static ConnectionTry of(Surroundings surroundings, NewTarget target) {
        Optional<ConnectionTry> answer = byWorker(surroundings, target);
        if (answer.isPresent()) {
            return answer.get();
        }
        String password = surroundings.environment().get(target.passwordVariable());
        return password == null
                ? new ConnectionTry(
                        Way.NOT_TRIED,
                        false,
                        "no worker polls queue %s yet, and %s is not set here"
                                .formatted(
                                        Contract.activityQueue(target.name()),
                                        target.passwordVariable()))
                : direct(surroundings, target, password);
    }

    private static Optional<ConnectionTry> byWorker(Surroundings surroundings, NewTarget target) {
        try (TemporalLink link = TemporalLink.open(surroundings)) {
            Pollers.check(link, target.name());
            Errand.Result<Inspection> result =
                    TargetChecks.inspection(target.name(), PATIENCE)
                            .run(
                                    link,
                                    new InspectInput(
                                            Contract.VERSION,
                                            target.name(),
                                            target.name(),
                                            System.currentTimeMillis()),
                                    Inspection.class);
            return Optional.of(
                    switch (result) {
                        case Errand.Result.Answered<Inspection> answered ->
                                answered(answered.value());
                        case Errand.Result.Refused<Inspection> refused ->
                                new ConnectionTry(Way.WORKER, false, refused.why().what());
                        case Errand.Result.Silent<Inspection> silent ->
                                new ConnectionTry(Way.WORKER, false, silent.because());
                    });
        } catch (CliError | WorkflowServiceException | StatusRuntimeException nobodyThere) {
            return Optional.empty();
        }
    }

    private static ConnectionTry answered(Inspection seen) {
        return seen.checks().stream()
                .filter(check -> check.level() == Level.FAILURE)
                .findFirst()
                .map(check -> new ConnectionTry(Way.WORKER, false, check.said()))
                .orElse(new ConnectionTry(Way.WORKER, true, "its worker reaches it"));
    }

    private static ConnectionTry direct(
            Surroundings surroundings, NewTarget target, String password) {
        try {
            String url = new Secrets(surroundings.environment()).resolve(target.url());
            if (NewTarget.flawOfUrl(url).isPresent()) {
                return new ConnectionTry(Way.NOT_TRIED, false, "the URL, resolved, cannot be used");
            }
            return new ConnectionTry(
                    Way.DIRECT, true, DirectTry.of(url, target.username(), password));
        } catch (ConfigException unresolved) {
            return new ConnectionTry(Way.NOT_TRIED, false, unresolved.problems().getFirst().what());
        } catch (SQLException failure) {
            return new ConnectionTry(Way.DIRECT, false, DirectTry.words(failure));
        } catch (IllegalArgumentException unreadable) {
            return new ConnectionTry(Way.DIRECT, false, "the driver cannot read the URL");
        }
    }
}
