@echo off
rem Finds a JDK 25, builds once when sources are newer than the last build, and runs the program.
setlocal EnableExtensions EnableDelayedExpansion
set "APP=%~dp0"
if "%APP:~-1%"=="\" set "APP=%APP:~0,-1%"
set "JDK="
for %%H in ("%JAVA_HOME%" "%JDK_HOME%") do if not defined JDK call :try "%%~H"
if not defined JDK for /f "delims=" %%J in ('where java 2^>nul') do if not defined JDK call :try "%%~dpJ.."
for %%P in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks") do (
    if not defined JDK if exist "%%~P" for /d %%H in ("%%~P\*") do if not defined JDK call :try "%%~H"
)
if not defined JDK (
    echo brewprint: no JDK 25 or newer found; install one ^(such as Eclipse Temurin 25^) and set JAVA_HOME to it>&2
    exit /b 1
)
set "JAR=%APP%\target\run\brewprint.jar"
set "STAMP=%APP%\target\brewprint.built"
set "STALE=1"
if exist "%JAR%" if exist "%STAMP%" (
    powershell -NoProfile -Command "$s=(Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; $f=@(Get-Item -LiteralPath (Join-Path $env:APP 'pom.xml')) + @(Get-ChildItem -Recurse -File -LiteralPath (Join-Path $env:APP 'src\main'), (Join-Path $env:APP 'routes')); if ($f | Where-Object { $_.LastWriteTimeUtc -gt $s }) { exit 1 } else { exit 0 }"
    if not errorlevel 1 set "STALE="
)
if defined STALE (
    where mvn >nul 2>nul
    if errorlevel 1 (
        echo brewprint: Maven 3.8 or newer is not on the PATH and the program is not built yet; install Maven>&2
        exit /b 1
    )
    if not exist "%APP%\target\run" mkdir "%APP%\target\run"
    echo brewprint: building ^(a minute or two the first time; log in target\build.log^)>&2
    type nul > "%STAMP%.new"
    pushd "%APP%"
    set "OLD_JAVA_HOME=%JAVA_HOME%"
    set "JAVA_HOME=%JDK%"
    call mvn -q -B -Dmaven.test.skip=true -Dformat.skip=true package > "%APP%\target\build.log" 2>&1
    if errorlevel 1 (
        popd
        echo brewprint: the build failed; see "%APP%\target\build.log">&2
        exit /b 1
    )
    popd
    copy /y "%APP%\target\brewprint.jar" "%JAR%" >nul
    if errorlevel 1 (
        echo brewprint: the build cannot be put into "%APP%\target\run"; end the program that uses it>&2
        exit /b 1
    )
    move /y "%STAMP%.new" "%STAMP%" >nul
)
if not defined BREWPRINT_HOME set "BREWPRINT_HOME=%APP%"
"%JDK%\bin\java.exe" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %BREWPRINT_JAVA_OPTIONS% "-Dbrewprint.app=%APP%" "-Dbrewprint.home=%BREWPRINT_HOME%" -cp "%JAR%;%APP%\target\lib\*" io.brewprint.cli.Brewprint %*
exit /b %errorlevel%

:try
if "%~1"=="" exit /b 0
if not exist "%~f1\bin\javac.exe" exit /b 0
if not exist "%~f1\release" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~f1\release"') do (
    for /f "tokens=1 delims=." %%M in ("%%~V") do if %%M GEQ 25 set "JDK=%~f1"
)
exit /b 0
