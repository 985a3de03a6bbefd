package dev.godwit.project.django;

/**
 * An operation of a migration.
 *
 * @param kind name of its class: {@code AddField}
 * @param words what Django says that it does
 * @param reversible whether Django can take it back; that says nothing about data
 * @param code whether it runs Python, or is of a kind that is not Django's, so that SQL cannot show
 *     what it does
 */
public record Operation(String kind, String words, boolean reversible, boolean code) {}
