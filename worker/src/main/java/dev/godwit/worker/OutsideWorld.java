package dev.godwit.worker;

import dev.godwit.config.GodwitConfig;
import dev.godwit.config.Secrets;
import dev.godwit.config.outside.Errand;
import dev.godwit.config.outside.Notification;
import dev.godwit.migration.host.Outside;
import dev.godwit.outside.Call;
import dev.godwit.outside.Errands;
import dev.godwit.outside.Receiver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the configuration says of checks and notifications, ready to be done. */
final class OutsideWorld {

    private OutsideWorld() {}

    static Outside of(GodwitConfig config, Secrets secrets, Map<String, String> environment) {
        Map<String, Supplier<Call>> checks = new HashMap<>();
        config.checks().forEach((name, errand) -> checks.put(name, () -> call(errand, secrets)));
        Map<String, Supplier<Call>> hooks = new HashMap<>();
        config.hooks().forEach((name, errand) -> hooks.put(name, () -> call(errand, secrets)));
        List<Receiver> receivers = new ArrayList<>();
        for (Notification notification : config.notifications()) {
            receivers.add(
                    new Receiver(
                            "notification " + (receivers.size() + 1),
                            notification.on(),
                            notification.targets(),
                            () -> call(notification.errand(), secrets)));
        }
        return new Errands(checks, hooks, receivers, environment);
    }

    private static Call call(Errand errand, Secrets secrets) {
        String url = errand.http();
        if (url == null) {
            return new Call.Command(errand.command(), errand.timeout());
        }
        Map<String, String> headers = new HashMap<>();
        errand.headers().forEach((name, value) -> headers.put(name, secrets.resolve(value)));
        return new Call.Http(secrets.resolve(url), headers, errand.timeout());
    }
}
