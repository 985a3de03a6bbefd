/** What a run was, summed up: as text, as Markdown and as a page. */
@NullMarked
package dev.godwit.cli.report;

import org.jspecify.annotations.NullMarked;
