package dev.vifte.app.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "dev.vifte", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {
  private static final String APP = "dev.vifte.app..";
  private static final String EMBEDDED = "dev.vifte.embedded..";
  private static final String HTTP = "dev.vifte.http..";
  private static final String IMAGING = "dev.vifte.imaging..";
  private static final String NATS = "dev.vifte.nats..";
  private static final String S3 = "dev.vifte.s3..";
  private static final String METRICS = "dev.vifte.metrics..";
  private static final String TESTKIT = "dev.vifte.testkit..";
  private static final String TRACING = "dev.vifte.tracing..";
  private static final String WORKERS = "dev.vifte.workers..";

  @ArchTest
  static final ArchRule the_core_knows_no_server_no_codec_and_no_other_module =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              APP, EMBEDDED, HTTP, IMAGING, METRICS, NATS, S3, TESTKIT, TRACING, WORKERS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              APP,
              EMBEDDED,
              HTTP,
              IMAGING,
              METRICS,
              NATS,
              S3,
              TESTKIT,
              TRACING,
              WORKERS,
              "io.nats..",
              "io.minio..",
              "io.cloudevents..",
              "java.sql..",
              "javax.imageio..",
              "java.awt..",
              "org.sqlite..",
              "org.apache.pekko.http..",
              "org.apache.pdfbox..",
              "com.drew..",
              "com.twelvemonkeys..",
              "io.micrometer..",
              "io.opentelemetry..");

  @ArchTest
  static final ArchRule the_embedded_connector_knows_the_core_only =
      noClasses()
          .that()
          .resideInAPackage(EMBEDDED)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APP, HTTP, IMAGING, METRICS, NATS, S3, TESTKIT, TRACING, WORKERS);

  @ArchTest
  static final ArchRule the_gateway_knows_the_core_only =
      noClasses()
          .that()
          .resideInAPackage(HTTP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APP, EMBEDDED, IMAGING, METRICS, NATS, S3, TESTKIT, TRACING, WORKERS);

  @ArchTest
  static final ArchRule the_nats_connector_knows_the_core_only =
      noClasses()
          .that()
          .resideInAPackage(NATS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APP, EMBEDDED, HTTP, IMAGING, METRICS, S3, TESTKIT, TRACING, WORKERS);

  @ArchTest
  static final ArchRule the_s3_connector_knows_the_core_only =
      noClasses()
          .that()
          .resideInAPackage(S3)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              APP, EMBEDDED, HTTP, IMAGING, METRICS, NATS, TESTKIT, TRACING, WORKERS);

  @ArchTest
  static final ArchRule metrics_know_the_core_only =
      noClasses()
          .that()
          .resideInAPackage(METRICS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APP, EMBEDDED, HTTP, IMAGING, NATS, S3, TESTKIT, TRACING, WORKERS)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule tracing_knows_the_core_only =
      noClasses()
          .that()
          .resideInAPackage(TRACING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APP, EMBEDDED, HTTP, IMAGING, METRICS, NATS, S3, TESTKIT, WORKERS);

  @ArchTest
  static final ArchRule only_tracing_knows_open_telemetry =
      noClasses()
          .that()
          .resideOutsideOfPackage(TRACING)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule workers_know_the_core_and_imaging_only =
      noClasses()
          .that()
          .resideInAPackage(WORKERS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APP, EMBEDDED, HTTP, METRICS, NATS, S3, TESTKIT, TRACING);

  @ArchTest
  static final ArchRule imaging_is_of_use_to_any_program =
      noClasses()
          .that()
          .resideInAPackage(IMAGING)
          .should()
          .dependOnClassesThat(
              new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("are ours") {
                @Override
                public boolean test(JavaClass type) {
                  return type.getPackageName().startsWith("dev.vifte")
                      && !type.getPackageName().startsWith("dev.vifte.imaging");
                }
              });

  @ArchTest
  static final ArchRule time_comes_in_by_constructor =
      noClasses()
          .that()
          .resideOutsideOfPackages(APP, TESTKIT)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule nobody_sleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class);

  @ArchTest
  static final ArchRule every_package_says_what_may_be_null = classes().should(beNullMarked());

  private static ArchCondition<JavaClass> beNullMarked() {
    return new ArchCondition<>("be in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(
                  type, "%s has no @NullMarked package-info".formatted(type.getPackageName())));
        }
      }
    };
  }
}
