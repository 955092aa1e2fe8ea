@rem The scripts of package.json begin with exec, so that signals sent to npm reach Node and not a shell
@rem between them. The shells of other systems know exec; here it is only the command that follows.
@%*
