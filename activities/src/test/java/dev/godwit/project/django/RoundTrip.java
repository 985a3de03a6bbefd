package dev.godwit.project.django;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/** All migrations of the shop forward, and back as far as it goes. */
record RoundTrip(DjangoShop shop) {

    private static final List<String> FORWARD =
            List.of(
                    "stock.0001_initial",
                    "stock.0002_price",
                    "orders.0001_initial",
                    "orders.0002_shout",
                    "orders.0003_no_comment",
                    "orders.0004_by_email");

    private static final List<String> BACK =
            List.of("orders.0004_by_email", "orders.0003_no_comment", "orders.0002_shout");

    void run() throws Exception {
        for (String id : FORWARD.subList(0, 3)) {
            done(shop.forward(id));
        }
        shop.postgres.sql(
                "insert into stock_item (name, price) values ('tea', 1)",
                "insert into orders_order (email, comment, item_id) values ('a@b', '', 1)",
                "create table steps (said text)");
        assertThat(shop.forward("orders.0003_no_comment"))
                .isEqualTo(refused("orders.0002_shout has to be applied before %s"));
        for (String id : FORWARD.subList(3, FORWARD.size())) {
            done(shop.forward(id, steps("before " + id), steps("after " + id)));
        }
        assertThat(shop.postgres.text("select shout from orders_order")).isEqualTo("A@B%");
        assertThat(shop.recorded()).containsExactlyElementsOf(FORWARD);
        assertThat(shop.forward("orders.0004_by_email", steps("not"), steps("not")))
                .isEqualTo(new Outcome.AlreadyThere());
        assertThat(shop.postgres.texts("select said from steps"))
                .hasSize(6)
                .contains("before orders.0004_by_email", "after orders.0004_by_email");
        assertThat(shop.backward("orders.0003_no_comment"))
                .isEqualTo(refused("orders.0004_by_email depends on %s, and is applied"));
        for (String id : BACK) {
            done(shop.backward(id, List.of(), steps("back " + id)));
        }
        assertThat(shop.recorded()).containsExactlyElementsOf(FORWARD.subList(0, 3));
        assertThat(shop.postgres.texts("select said from steps")).hasSize(9);
        assertThat(shop.backward("orders.0002_shout")).isEqualTo(new Outcome.AlreadyThere());
    }

    private static List<String> steps(String said) {
        return List.of("insert into steps values ('%s')".formatted(said));
    }

    private static Outcome refused(String words) {
        return new Outcome.Failed("", words.formatted("orders.0003_no_comment"), false);
    }

    private void done(Outcome outcome) throws IOException {
        assertThat(outcome).as(shop.printed()).isInstanceOf(Outcome.Done.class);
    }
}
