/** The folders of migrations that this host sees. */
@NullMarked
package dev.godwit.migration.folder;

import org.jspecify.annotations.NullMarked;
