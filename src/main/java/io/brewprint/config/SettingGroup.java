package io.brewprint.config;

import java.util.List;

/**
 * A section of the configuration.
 *
 * @param meaning one sentence
 * @param settings its keys, in the order of the records
 */
public record SettingGroup(String name, String meaning, List<Setting> settings) {
    /** Copies the list. */
    public SettingGroup {
        settings = List.copyOf(settings);
    }
}
