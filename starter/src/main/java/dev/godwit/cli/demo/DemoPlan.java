package dev.godwit.cli.demo;

import dev.godwit.plan.Plan;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The example plan, with its rate set so that the backfill can be watched. */
record DemoPlan(String source, String text, Plan plan, long rowsPerSecond) {

    private static final String FILE = "examples/users-full-name.yaml";
    private static final Pattern RATE = Pattern.compile("max_rows_per_second: \\d+");
    private static final int SECONDS = 20;

    static DemoPlan load(Path root, long rows) throws IOException {
        long rate = Math.max(100, rows / SECONDS);
        String text =
                RATE.matcher(Files.readString(root.resolve(FILE)))
                        .replaceFirst("max_rows_per_second: " + rate);
        Reading reading = PlanReader.read(FILE, text);
        Plan plan = reading.plan();
        if (plan == null) {
            throw new IllegalStateException("the demo's own plan is wrong: " + reading.problems());
        }
        return new DemoPlan(FILE, text, plan, rate);
    }
}
