@echo off
where node >nul 2>nul
if errorlevel 1 (
  echo pulumi-resource-cams: Node.js 20.19 or newer is needed, and there is no `node` on PATH. 1>&2
  exit /b 1
)
node "%~dp0index.js" %*
