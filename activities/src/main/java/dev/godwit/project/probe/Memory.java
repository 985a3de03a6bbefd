package dev.godwit.project.probe;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Judgements by the content of their probes, in a folder: the same thing is not tested twice. May
 * be lost or deleted at any time, which costs time only. Safe for several workers at once.
 */
public final class Memory {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    public Memory(Path folder) {
        this.folder = folder;
    }

    /** What is known of a probe; nothing when what is written down cannot be read. */
    public Optional<Judgement> recall(Probe probe) {
        try {
            return Optional.of(JSON.readValue(file(probe).toFile(), Judgement.class));
        } catch (IOException absentOrTorn) {
            return Optional.empty();
        }
    }

    /** Keeps a judgement, but not a flaky one: it says nothing about the next time. */
    public void keep(Probe probe, Judgement judgement) throws IOException {
        if (judgement.verdict() == Verdict.FLAKY) {
            return;
        }
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "new", ".json");
        Files.write(fresh, JSON.writeValueAsBytes(judgement));
        Files.move(fresh, file(probe), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(Probe probe) {
        return folder.resolve(probe.key() + ".json");
    }
}
