package dev.godwit.outside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.godwit.migration.host.Outside;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.snapshot.mode.Hooks;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.process.Ended;
import dev.godwit.project.process.Invocation;
import dev.godwit.project.process.Sandbox;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.operator.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks and news by request or command. News is delivered at least once. Thread-safe. */
public final class Errands implements Outside {

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Supplier<Call>> checks;
    private final Map<String, Supplier<Call>> hooks;
    private final Sandbox sandbox;
    private final List<Receiver> receivers;
    private final Requests requests = new Requests();
    private final Commands commands;

    /**
     * @param checks by name; each resolves its secrets when it is asked
     * @param environment of this process
     */
    public Errands(
            Map<String, Supplier<Call>> checks,
            List<Receiver> receivers,
            Map<String, String> environment) {
        this(checks, Map.of(), receivers, environment);
    }

    /**
     * @param checks by name; each resolves its secrets when it is asked
     * @param hooks by name; commands
     * @param environment of this process
     */
    public Errands(
            Map<String, Supplier<Call>> checks,
            Map<String, Supplier<Call>> hooks,
            List<Receiver> receivers,
            Map<String, String> environment) {
        this.checks = Map.copyOf(checks);
        this.hooks = Map.copyOf(hooks);
        this.sandbox = new Sandbox(environment);
        this.receivers = List.copyOf(receivers);
        this.commands = new Commands(environment);
    }

    @Override
    public Set<String> checks() {
        return checks.keySet();
    }

    @Override
    public GateAnswer ask(String check, String run) {
        Supplier<Call> call = checks.get(check);
        if (call == null) {
            return NOTHING.ask(check, run);
        }
        Map<String, String> variables =
                Map.of(
                        "GODWIT_RUN", run,
                        "GODWIT_TARGET", run.substring(0, run.indexOf('/')),
                        "GODWIT_CHECK", check);
        Result result = result(call, null, Map.of(), variables);
        return new GateAnswer(result.good(), result.note());
    }

    @Override
    public Set<String> hooks() {
        return hooks.keySet();
    }

    /** With the environment of a check; what it prints is not kept. */
    @Override
    public Hooks.Ended hook(String hook, String run, Attempt attempt) {
        Supplier<Call> call = hooks.get(hook);
        if (call == null || !(call.get() instanceof Call.Command command)) {
            return NOTHING.hook(hook, run, attempt);
        }
        Map<String, String> variables =
                Map.of(
                        "GODWIT_RUN", run,
                        "GODWIT_TARGET", run.substring(0, run.indexOf('/')),
                        "GODWIT_HOOK", hook);
        Path folder = null;
        try {
            folder = Files.createTempDirectory("godwit-hook");
            Ended ended =
                    sandbox.run(
                            new Invocation(
                                    command.arguments(),
                                    folder,
                                    variables,
                                    false,
                                    folder.resolve("output"),
                                    command.timeout()),
                            attempt::check);
            return new Hooks.Ended(
                    ended.good(),
                    ended.tookTooLong()
                            ? "it took longer than " + command.timeout().toSeconds() + " s"
                            : "exit " + ended.exit());
        } catch (ProjectFailure | IOException absent) {
            return new Hooks.Ended(false, "the command cannot be started");
        } finally {
            remove(folder);
        }
    }

    private static void remove(@Nullable Path folder) {
        try {
            if (folder != null) {
                Files.deleteIfExists(folder.resolve("output"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException left) {
            LOG.warn("the folder of a hook is left behind: {}", folder);
        }
    }

    @Override
    public boolean tells() {
        return !receivers.isEmpty();
    }

    @Override
    public void tell(Notice notice) {
        String json = json(notice);
        Map<String, String> headers = Map.of("Idempotency-Key", notice.id());
        Map<String, String> variables =
                Map.of("GODWIT_RUN", notice.run(), "GODWIT_TARGET", notice.target());
        List<String> missed = new ArrayList<>();
        for (Receiver receiver : receivers) {
            if (receiver.wants(notice)) {
                Result result = result(receiver.call(), json, headers, variables);
                if (!result.good()) {
                    missed.add(receiver.name() + ": " + result.note());
                }
            }
        }
        if (!missed.isEmpty()) {
            throw new IllegalStateException(String.join("; ", missed));
        }
    }

    private Result result(
            Supplier<Call> call,
            @Nullable String json,
            Map<String, String> headers,
            Map<String, String> variables) {
        Call resolved;
        try {
            resolved = call.get();
        } catch (RuntimeException secret) {
            return new Result(false, "a secret of its configuration cannot be resolved");
        }
        return switch (resolved) {
            case Call.Http http -> requests.send(http, json, headers);
            case Call.Command command -> commands.run(command, json, variables);
        };
    }

    private static String json(Notice notice) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", notice.id());
        fields.put("run", notice.run());
        fields.put("target", notice.target());
        fields.put("outcome", notice.outcome().toString().toLowerCase(Locale.ROOT));
        fields.put("phase", notice.phase().toString());
        fields.put("at", notice.at());
        fields.put("text", notice.text());
        fields.put("next", notice.next());
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
