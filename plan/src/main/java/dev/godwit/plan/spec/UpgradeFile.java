package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a plan file with {@code kind: upgrade}; they mean what the options mean. */
@Doc("An upgrade of a project's dependencies")
public record UpgradeFile(
        @Doc("upgrade; left out in a release") @Nullable PlanKind kind,
        @Doc("How far: minor never leaves a major version; minor by default") @Nullable Height to,
        @Doc("Names or families to look at; * is any; all by default") List<String> only,
        @Doc("Names or families to leave alone; * is any") List<String> except,
        @Doc("The command that decides, as its words; the project's own build and tests by default")
                List<String> test,
        @Doc("Rewrites of source code, KIND:WHAT") List<String> recipes,
        @Doc("Least age of a version that is offered, for example 7d") @Nullable Duration cooldown,
        @Doc("What the audit fails on; new by default") List<Gate> failOn,
        @Doc("Whether advisories are asked for before and after; true by default")
                @Nullable Boolean audit,
        @Doc("Image to install, build and test in") @Nullable String inContainer,
        @Doc(
                        "How many probes may be under way at the same time, 1 to 8; what the host allows by"
                                + " default")
                @Nullable Integer lanes,
        @Doc("Folder of the project in its repository; all projects by default")
                @Nullable String path,
        @Doc("Of a folder with several projects, this one: npm, maven, python")
                @Nullable String ecosystem,
        Location at) {

    /** Checks what the text alone can say. */
    public UpgradeFile {
        if (lanes != null && (lanes < 1 || lanes > 8)) {
            throw new IllegalArgumentException("lanes is " + lanes + ", not 1 to 8");
        }
    }

    /** How far versions move. */
    public enum Height {
        MINOR,
        LATEST
    }

    /** What an audit can fail on. */
    public enum Gate {
        NEW,
        LOW,
        MODERATE,
        HIGH,
        CRITICAL
    }
}
