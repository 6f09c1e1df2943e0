package io.brewprint.cli.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import io.brewprint.config.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: warnings to stderr, everything from INFO on to logs/brewprint.log, four files of 5 MiB at most.
 */
public final class Logs {
    private static final long BYTES = 5L << 20;

    /** Where NVIDIA's driver shows itself: on Linux, in its guest on Windows, on Windows. */
    private static final List<Path> DRIVERS =
            List.of(Path.of("/proc/driver/nvidia"), Path.of("/dev/dxg"), Path.of("/Windows/System32/nvcuda.dll"));

    private Logs() {}

    /** Before the first logger: how much of the log stderr shows. */
    public static void prepare(boolean debug) {
        System.setProperty("brewprint.log.level", debug ? "INFO" : "WARN");
        // A stack trace is for whoever asks for it; the file has it in any case.
        System.setProperty("brewprint.log.trace", debug ? "" : "%nopex");
        // DJL warns at each look for a GPU that it finds none: only where there is a driver is that news.
        boolean news = debug || DRIVERS.stream().anyMatch(Files::exists);
        System.setProperty("brewprint.log.cuda", news ? "WARN" : "ERROR");
    }

    /** Adds the file of a home. */
    public static void toFile(Home home) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        String file = home.logs().resolve("brewprint.log").toString();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level [%thread] %logger{20}: %msg%n");
        encoder.start();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file);
        appender.setEncoder(encoder);
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file.replace("%", "%%") + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(3);
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(BYTES));
        trigger.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
}
