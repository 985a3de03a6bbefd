package dev.godwit.plan.drift;

/**
 * A statement that would take a catalog nearer to another.
 *
 * @param object the id of the object that it is about
 * @param sql without a semicolon; a comment where a person has to find the statement
 * @param loses whether rows or values can be lost by it
 * @param late whether it checks rows, or makes something happen when they are written, so that data
 *     that comes back has to be there first
 */
public record Proposed(String object, String sql, boolean loses, boolean late) {}
