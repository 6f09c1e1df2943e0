package io.brewprint.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what {@link PipelineConfig} declares while it is read. */
final class Declarations {
    private final Map<String, String> meanings = new LinkedHashMap<>();
    private final List<Setting> settings = new ArrayList<>();

    void section(String name, String meaning) {
        meanings.put(name, meaning);
    }

    void add(Setting setting) {
        settings.add(setting);
    }

    /** The sections in their order. */
    List<SettingGroup> groups() {
        return meanings.entrySet().stream()
                .map(section -> new SettingGroup(
                        section.getKey(),
                        section.getValue(),
                        settings.stream()
                                .filter(each -> each.section().equals(section.getKey()))
                                .toList()))
                .toList();
    }
}
