@org.jspecify.annotations.NullMarked
package dev.godwit.migration.folder;
