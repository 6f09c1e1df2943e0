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
set "CACHE=%APP%\target\run\brewprint.aot"
set "ACCESS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
rem For commands that are soon over: the plain collector, the quick compiler alone, and that late, as compiling is a third
rem of their time. What trains, generates, serves or measures keeps the JVM's own choice.
set "QUICK=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=10"
rem The library that all of them begin with before the others, which the JVM would open one by one on the way to it.
set "QUICKPATH=%JAR%"
for %%F in ("%APP%\target\lib\picocli-*.jar") do set "QUICKPATH=!QUICKPATH!;%%~fF"
set "QUICKPATH=!QUICKPATH!;%APP%\target\lib\*"
rem A call of this file by itself, see below.
if defined BREWPRINT_MAKES_CACHE (
    call :cache
    exit /b 0
)
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
    rem What an older pom.xml named would stay on the class path, before or behind what took its place.
    if exist "%STAMP%" (
        powershell -NoProfile -Command "if ((Get-Item -LiteralPath (Join-Path $env:APP 'pom.xml')).LastWriteTimeUtc -gt (Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc) { exit 1 } else { exit 0 }"
        if errorlevel 1 rd /s /q "%APP%\target\lib" 2>nul
    )
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
    del /q "%CACHE%.of" >nul 2>nul
    copy /y "%APP%\target\brewprint.jar" "%JAR%" >nul
    if errorlevel 1 (
        echo brewprint: the build cannot be put into "%APP%\target\run"; end the program that uses it>&2
        exit /b 1
    )
    move /y "%STAMP%.new" "%STAMP%" >nul
    call :cache
)
set "SHORT="
set "FIRST=%~1"
if not defined FIRST set "SHORT=1"
if "!FIRST:~0,1!"=="-" set "SHORT=1"
for %%C in (help status stop resume analyze translate clipboard render validate format compare ir catalog backup) do if "!FIRST!"=="%%C" set "SHORT=1"
if "!FIRST! %~2"=="model list" set "SHORT=1"
for %%C in (--help -h) do if "%~2"=="%%C" set "SHORT=1"
rem Whoever gives options chooses for himself; a second collector would be refused.
if defined BREWPRINT_JAVA_OPTIONS set "SHORT="
if defined JDK_JAVA_OPTIONS set "SHORT="
if defined JAVA_TOOL_OPTIONS set "SHORT="
set "CLASSES=%JAR%;%APP%\target\lib\*"
rem Camel components of people, for the commands that have routes.
if exist "%APP%\lib\" set "CLASSES=!CLASSES!;%APP%\lib\*"
if defined SHORT set "CLASSES=!QUICKPATH!"
if not defined SHORT set "QUICK="
if defined SHORT (
    fc /b "%JDK%\release" "%CACHE%.of" >nul 2>nul
    if errorlevel 1 (
        rem Beside the command: it need not wait.
        set "BREWPRINT_MAKES_CACHE=1"
        start "" /b /low "%ComSpec%" /d /c ""%~f0"" <nul >nul 2>nul
        set "BREWPRINT_MAKES_CACHE="
    )
    rem The JVM would log on stdout that a cache does not fit.
    set "QUICK=!QUICK! -Xlog:disable"
    if exist "%CACHE%" set QUICK=!QUICK! "-XX:AOTCache=%CACHE%"
)
if not defined BREWPRINT_HOME set "BREWPRINT_HOME=%APP%"
"%JDK%\bin\java.exe" %ACCESS% %BREWPRINT_JAVA_OPTIONS% !QUICK! "-Dbrewprint.app=%APP%" "-Dbrewprint.home=%BREWPRINT_HOME%" -cp "!CLASSES!" io.brewprint.cli.Brewprint %*
exit /b %errorlevel%

rem The cache holds the classes of the small commands, loaded and linked ahead of time. Nothing needs it: whatever is wrong
rem with it, the JVM runs without. Beside it stands which JDK it is of; a build takes that away.
:cache
if not exist "%JDK%\release" exit /b 0
set "MAKING=%CACHE%.making"
mkdir "%MAKING%" >nul 2>nul
if errorlevel 1 (
    rem Another call is at it, unless it was killed: a log that is open cannot be deleted.
    if not exist "%MAKING%" exit /b 0
    del /q "%MAKING%\log" >nul 2>nul
    if exist "%MAKING%\log" exit /b 0
)
copy /y "%JDK%\release" "%MAKING%\of" >nul 2>nul
set "JAVA_TOOL_OPTIONS_WERE=%JAVA_TOOL_OPTIONS%"
set "JDK_JAVA_OPTIONS_WERE=%JDK_JAVA_OPTIONS%"
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
"%JDK%\bin\java.exe" "-XX:AOTCacheOutput=%MAKING%\aot" %ACCESS% %QUICK% "-Dbrewprint.app=%APP%" -cp "!QUICKPATH!" io.brewprint.cli.StartUp > "%MAKING%\log" 2>&1
if errorlevel 1 (del /q "%CACHE%" >nul 2>nul) else (move /y "%MAKING%\aot" "%CACHE%" >nul 2>nul || del /q "%MAKING%\of" >nul 2>nul)
set "JAVA_TOOL_OPTIONS=%JAVA_TOOL_OPTIONS_WERE%"
set "JDK_JAVA_OPTIONS=%JDK_JAVA_OPTIONS_WERE%"
rem In either case: what failed is not tried at each call.
move /y "%MAKING%\log" "%CACHE%.log" >nul 2>nul
move /y "%MAKING%\of" "%CACHE%.of" >nul 2>nul
rd /s /q "%MAKING%" >nul 2>nul
exit /b 0

:try
if "%~1"=="" exit /b 0
if not exist "%~f1\bin\javac.exe" exit /b 0
if not exist "%~f1\release" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~f1\release"') do (
    for /f "tokens=1 delims=." %%M in ("%%~V") do if %%M GEQ 25 set "JDK=%~f1"
)
exit /b 0
