package dev.godwit.cli.command.care;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.init.ConnectionTry;
import dev.godwit.cli.care.init.InitView;
import dev.godwit.cli.care.init.NewFile;
import dev.godwit.cli.care.init.NewTarget;
import dev.godwit.cli.care.init.Questions;
import dev.godwit.cli.care.init.RoleScript;
import dev.godwit.cli.care.init.Snippet;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.config.ConfigReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Set a target up: write godwit.yaml, try to connect, print the script of its role. */
@CommandLine.Command(
        name = "init",
        description = {
            "Set a target up: write godwit.yaml, try to connect, print the script of its role",
            "Asks for what is missing on a terminal. A godwit.yaml that is there is left as it is.",
            "",
            "  godwit init \\",
            "      --target shop-staging \\",
            "      --url jdbc:postgresql://db.internal/shop"
        },
        footer = {
            "Exit codes: 0 written  2 something is missing or wrong, or there is a godwit.yaml already",
            "            69 written, but the database cannot be reached yet",
            "See also: godwit doctor, godwit dev"
        })
public final class InitCommand implements Command {

    private static final String EXISTS = "GW-572";
    private static final String UNWRITABLE = "GW-573";

    private static final Pattern DATABASE =
            Pattern.compile("[/:]([A-Za-z0-9][A-Za-z0-9._-]*)(\\?.*)?$");

    private final Surroundings surroundings;

    @Option(names = "--target", paramLabel = "NAME", description = "Its name in godwit.yaml")
    private @Nullable String target;

    @Option(
            names = "--url",
            paramLabel = "JDBC",
            description = "jdbc:postgresql://HOST/DATABASE, without user and password")
    private @Nullable String url;

    @Option(
            names = "--username",
            paramLabel = "USER",
            description = "The role that Godwit logs in as; by default godwit")
    private @Nullable String username;

    @Option(
            names = "--environment",
            paramLabel = "WORD",
            description = "A word of your own, such as staging")
    private @Nullable String environment;

    @Option(names = "--protected", description = "Who has started a run cannot approve it")
    private boolean guarded;

    @Option(
            names = "--managed",
            description = "The script for managed PostgreSQL, where nobody is superuser")
    private boolean managed;

    @Option(names = "--script", description = "Print the script alone, for psql; write nothing")
    private boolean script;

    @Mixin private CommonOptions common = new CommonOptions();

    public InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws IOException {
        Output output = common.output(surroundings);
        Questions questions = new Questions(surroundings, output);
        if (script) {
            return script(questions);
        }
        NewTarget asked = ask(questions);
        Path named = common.config() == null ? Path.of(ConfigReader.FILE) : common.config();
        Path file = surroundings.folder().resolve(named).normalize();
        Optional<Path> usual =
                ConfigReader.find(surroundings.folder(), surroundings.environment())
                        .filter(other -> !other.normalize().equals(file));
        boolean written = write(file, asked);
        InitView view =
                InitView.of(
                        file.toString(),
                        written,
                        asked,
                        ConnectionTry.of(surroundings, asked),
                        managed);
        if (output.json()) {
            output.object(view);
        } else {
            output.line(view.text(output.style()));
        }
        usual.ifPresent(other -> output.note(other(other)));
        if (!written) {
            output.problems(exists(file).problems());
            return ExitCode.USAGE;
        }
        boolean tried = view.connection().way() != ConnectionTry.Way.NOT_TRIED;
        return tried && !view.connection().well() ? ExitCode.UNREACHABLE : ExitCode.DONE;
    }

    private ExitCode script(Questions questions) throws IOException {
        String role = username == null ? NewTarget.USERNAME : username;
        questions.value("--username", "", role, "", NewTarget::flawOfRole);
        questions.check();
        surroundings.out().print(RoleScript.of(role, managed));
        surroundings.out().flush();
        return ExitCode.DONE;
    }

    private NewTarget ask(Questions questions) throws IOException {
        String address =
                questions.value(
                        "--url",
                        "Address, jdbc:postgresql://HOST/DATABASE, without user and password",
                        url,
                        "",
                        NewTarget::flawOfUrl);
        NewTarget answers =
                new NewTarget(
                        questions.value(
                                "--target",
                                "Name of the target",
                                target,
                                surroundings.terminal() ? database(address) : "",
                                NewTarget::flawOfName),
                        address,
                        questions.value(
                                "--username",
                                "Role that Godwit logs in as",
                                username,
                                NewTarget.USERNAME,
                                NewTarget::flawOfRole),
                        questions.optional(
                                "Environment, a word such as staging; empty for none:",
                                environment),
                        questions.yes(
                                "Protect it: who has started a run cannot approve it?", guarded));
        questions.check();
        return answers;
    }

    private static String database(String url) {
        Matcher database = DATABASE.matcher(url);
        return database.find() ? database.group(1) : "";
    }

    private boolean write(Path file, NewTarget asked) {
        try {
            NewFile.write(file, Snippet.file(asked));
            return true;
        } catch (FileAlreadyExistsException there) {
            return false;
        } catch (IOException failure) {
            throw new CliError(
                    ExitCode.UNEXPECTED,
                    UNWRITABLE,
                    "the configuration cannot be written",
                    file.toString(),
                    failure.getClass().getSimpleName(),
                    "make the folder writable: " + file.getParent());
        }
    }

    private static CliError exists(Path file) {
        return new CliError(
                ExitCode.USAGE,
                EXISTS,
                "there is a configuration already; it was left as it is",
                file.toString(),
                "a program that rewrites it would lose your comments",
                "add the lines above below its targets, then go on with the steps above");
    }

    private static String other(Path other) {
        return "note: commands here have read %s until now; --config or GODWIT_CONFIG names a file"
                .formatted(other);
    }
}
