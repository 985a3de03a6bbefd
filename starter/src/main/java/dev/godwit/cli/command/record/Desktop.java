package dev.godwit.cli.command.record;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The desktop's browser, where there is a desktop. */
final class Desktop {

    private Desktop() {}

    /** Opens a page; does nothing where that is not possible, since the address was printed. */
    static void open(String page, Map<String, String> environment) {
        boolean mac = System.getProperty("os.name", "").startsWith("Mac");
        boolean desktop =
                environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        if (!mac && !desktop) {
            return;
        }
        try {
            new ProcessBuilder(List.of(mac ? "open" : "xdg-open", page))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noBrowser) {
            // The address is on the screen.
        }
    }
}
