package dev.godwit.cli.upgrade;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.workflow.upgrade.message.Audited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Fetches what an audit has written on its worker's host, when that is this host: files of that
 * size do not travel through Temporal.
 *
 * @param folder that relative names are meant from
 */
public record AuditFiles(Path folder, Optional<String> sbom, Optional<String> sarif) {

    private static final String ELSEWHERE = "GW-652";
    private static final String SEVERAL = "GW-653";

    /**
     * Copies what was asked for.
     *
     * @throws CliError when it is on another host, cannot be written, or there is one of each
     *     project
     */
    public void copy(List<UpgradeView> ended) {
        if (sbom.isEmpty() && sarif.isEmpty()) {
            return;
        }
        if (ended.size() > 1) {
            throw new CliError(
                    ExitCode.USAGE,
                    SEVERAL,
                    "there is a file for each of %d projects".formatted(ended.size()),
                    "--sbom, --sarif",
                    "one would replace the other",
                    "name one project with --path");
        }
        for (UpgradeView view : ended) {
            Audited audit = view.audit();
            if (audit != null) {
                sbom.ifPresent(to -> copy(view, audit, ".cdx.json", to));
                sarif.ifPresent(to -> copy(view, audit, ".sarif", to));
            }
        }
    }

    private void copy(UpgradeView view, Audited audit, String suffix, String to) {
        Optional<String> from =
                audit.files().stream().filter(file -> file.endsWith(suffix)).findFirst();
        if (from.isEmpty() || !Files.isRegularFile(Path.of(from.get()))) {
            throw new CliError(
                    ExitCode.UNEXPECTED,
                    ELSEWHERE,
                    "the file for %s is not on this host".formatted(to),
                    from.orElse(view.run()),
                    "the worker has written it: " + view.logs(),
                    "fetch it from there");
        }
        try {
            Files.copy(
                    Path.of(from.get()), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new CliError(
                    ExitCode.UNEXPECTED,
                    ELSEWHERE,
                    "%s cannot be written".formatted(to),
                    folder.resolve(to).toString(),
                    Objects.toString(failure.getMessage(), ""),
                    "name another file");
        }
    }
}
