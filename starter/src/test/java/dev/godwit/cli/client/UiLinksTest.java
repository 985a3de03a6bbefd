package dev.godwit.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UiLinksTest {

    @Test
    void namesAreEscapedIntoOnePartOfThePathEach() {
        UiLinks ui = new UiLinks("http://ui.example/temporal/", "my space");
        assertThat(ui.page("shop/users full+näme%?#*~", "0198"))
                .isEqualTo(
                        "http://ui.example/temporal/namespaces/my%20space/workflows/"
                                + "shop%2Fusers%20full%2Bn%C3%A4me%25%3F%23%2A~/0198/history");
        assertThat(new UiLinks(null, "default").page("shop/x", "1")).isNull();
    }

    @Test
    void theUiIsFoundByTheAddressWhereThereIsACustom() {
        assertThat(UiLinks.conventional("prod.a1b2c.tmprl.cloud:7233"))
                .isEqualTo("https://cloud.temporal.io");
        assertThat(UiLinks.conventional("eu-west-1.aws.api.temporal.io:7233"))
                .isEqualTo("https://cloud.temporal.io");
        assertThat(UiLinks.conventional("localhost:7233")).isEqualTo("http://localhost:8233");
        assertThat(UiLinks.conventional("[::1]:7233")).isEqualTo("http://[::1]:8233");
        assertThat(UiLinks.conventional("localhost:65000")).isNull();
        assertThat(UiLinks.conventional("temporal.internal:7233")).isNull();
    }
}
