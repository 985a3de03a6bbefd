/** Whether a squash of Django's is what it replaces, tried in databases of their own. */
@NullMarked
package dev.godwit.postgres.squash;

import org.jspecify.annotations.NullMarked;
