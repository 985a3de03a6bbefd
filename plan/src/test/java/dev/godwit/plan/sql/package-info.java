@org.jspecify.annotations.NullMarked
package dev.godwit.plan.sql;
