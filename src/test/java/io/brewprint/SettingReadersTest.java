package io.brewprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.brewprint.config.PipelineConfig;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A key that nothing reads is a promise that nobody keeps. */
class SettingReadersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.brewprint");

    @TestFactory
    Stream<DynamicTest> everyKeyOfTheConfigurationIsReadOutsideOfIt() {
        return sections()
                .flatMap(section -> Arrays.stream(section.getRecordComponents())
                        .map(key -> DynamicTest.dynamicTest(
                                section.getSimpleName() + "." + key.getName(),
                                () -> assertThat(readers(key)).isNotEmpty())));
    }

    private static Stream<Class<?>> sections() {
        return Arrays.stream(PipelineConfig.class.getRecordComponents()).map(RecordComponent::getType);
    }

    /** Code outside {@code config} that calls the key's accessor, or names it as a method reference. */
    private static List<String> readers(RecordComponent key) {
        JavaClass section = CLASSES.get(key.getDeclaringRecord());
        var accessor = section.getMethod(key.getName());
        return Stream.<JavaAccess<?>>concat(
                        accessor.getAccessesToSelf().stream(), accessor.getReferencesToSelf().stream())
                .map(JavaAccess::getOriginOwner)
                .filter(reader -> !reader.getPackageName().equals("io.brewprint.config"))
                .map(JavaClass::getName)
                .toList();
    }
}
