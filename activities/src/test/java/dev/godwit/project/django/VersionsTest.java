package dev.godwit.project.django;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same with other releases of Django. */
@Tag("slow")
class VersionsTest {

    @TempDir Path temp;

    private void roundTrip(String django, String python) throws Exception {
        try (DjangoShop shop = new DjangoShop(temp, django, python)) {
            shop.variables.put("SHOP_PLAIN", "1");
            new RoundTrip(shop).run();
        }
    }

    @Test
    void theOldestOneThatIsSupported() throws Exception {
        roundTrip("4.2.0", "");
    }

    @Test
    void theNewestOne() throws Exception {
        Path versions = Path.of(System.getProperty("user.home"), ".pyenv/versions/3.13.0");
        Assumptions.assumeTrue(
                Files.isDirectory(versions), "there is no Python 3.13: Django 6 is not tested");
        roundTrip("6.0", "3.13");
    }
}
