package dev.godwit.cli.checklist;

import dev.godwit.cli.upgrade.UpgradeView;

/** The upgrade that belongs to a migration. @param release the run that holds both together */
public record Companion(String release, UpgradeView upgrade) {}
