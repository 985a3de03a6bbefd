package dev.godwit.postgres.reset;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is in a database.
 *
 * @param runs of Godwit's own record
 * @param eventTriggers whose functions are in schemas of users
 * @param beside what is in no schema, for people
 */
record Survey(
        List<Place> places,
        List<Thing> things,
        List<Run> runs,
        List<EventTrigger> eventTriggers,
        List<String> beside) {

    private static final String EVENT_TRIGGERS =
            """
            select e.evtname, p.pronamespace::bigint, pg_has_role(p.proowner, 'USAGE') from pg_event_trigger e
              join pg_proc p on p.oid = e.evtfoid order by 1
            """;

    private static final String BESIDE =
            """
            select 'extension ' || quote_ident(extname) from pg_extension where extname <> 'plpgsql'
            union all select 'event trigger ' || quote_ident(evtname) from pg_event_trigger
            union all select 'publication ' || quote_ident(pubname) from pg_publication
            union all select 'subscription ' || quote_ident(subname) from pg_subscription
              where subdbid = (select oid from pg_database where datname = current_database())
            union all select 'foreign server ' || quote_ident(srvname) from pg_foreign_server
            union all select count(*) || ' large objects' from pg_largeobject_metadata having count(*) > 0
            order by 1
            """;

    /** One that fires at DDL. */
    record EventTrigger(String name, long schema, boolean ours) {}

    static Survey take(Connection connection) throws SQLException {
        boolean record = Rows.exists(connection, "godwit.run");
        return new Survey(
                Place.all(connection),
                Thing.all(connection),
                record ? Runs.all(connection) : List.of(),
                Rows.of(
                        connection,
                        EVENT_TRIGGERS,
                        row ->
                                new EventTrigger(
                                        row.getString(1), row.getLong(2), row.getBoolean(3))),
                Rows.of(connection, BESIDE, row -> row.getString(1)));
    }

    /**
     * Those that stay, with something of somebody else's or of an extension's in them, or empty.
     */
    List<Place> staying() {
        return places.stream().filter(place -> !place.goes()).toList();
    }

    /** What is dropped by itself, because its schema stays. */
    List<Thing> single() {
        return staying().stream().flatMap(place -> going(place).stream()).toList();
    }

    /** What the role may drop of a schema that stays. */
    List<Thing> going(Place place) {
        return in(place).filter(thing -> thing.ours() || place.ours()).toList();
    }

    /** What the role may not drop although it is between what goes. */
    List<Thing> foreign() {
        return staying().stream()
                .filter(place -> place.name().equals("public") || !going(place).isEmpty())
                .flatMap(place -> in(place).filter(thing -> !thing.ours() && !place.ours()))
                .toList();
    }

    /** Event triggers that would go with their function. */
    List<String> firing() {
        return eventTriggers.stream()
                .filter(
                        trigger ->
                                places.stream()
                                        .filter(place -> place.oid() == trigger.schema())
                                        .anyMatch(place -> place.ours() || trigger.ours()))
                .map(EventTrigger::name)
                .toList();
    }

    /** One line for each schema. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Place place : places) {
            if (place.goes() && place.name().equals(StateSchema.NAME)) {
                lines.add(
                        "schema godwit with the record of %d %s, and what is kept for rollbacks"
                                .formatted(runs.size(), runs.size() == 1 ? "run" : "runs"));
            } else if (place.goes() || !going(place).isEmpty()) {
                lines.add(
                        "%s%s: %d %s, about %d rows"
                                .formatted(
                                        place.goes() ? "schema " : "what is in schema ",
                                        place.name(),
                                        place.tables(),
                                        place.tables() == 1 ? "table" : "tables",
                                        place.rows()));
            }
        }
        return lines;
    }

    /** One line for each thing that stays. */
    List<String> left() {
        List<String> lines = new ArrayList<>(beside);
        staying().stream()
                .filter(place -> !place.ours() && going(place).isEmpty() && in(place).count() > 0)
                .forEach(
                        place ->
                                lines.add(
                                        "schema %s of %s".formatted(place.name(), place.owner())));
        return lines;
    }

    private Stream<Thing> in(Place place) {
        return things.stream().filter(thing -> thing.schema() == place.oid());
    }
}
